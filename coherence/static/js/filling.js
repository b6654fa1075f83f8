// Saves each item as soon as one of its fields is left. What is typed is kept in this browser until the
// server has it: a reload, a closed laptop or a lost network lose nothing.

const form = document.querySelector("form[data-autosave]");
const words = form.dataset;
const PREFIX = `coherence:${words.store}:`;
const RETRY_FIRST = 3_000;
const RETRY_LAST = 60_000;
const LATIN = `${document.documentElement.lang}-u-nu-latn`;

let token = form.elements.csrf_token.value;
let wait = RETRY_FIRST;
let timer = null;

// Drafts: one for each item, in the browser's own store.

const draftOf = (item) => JSON.parse(localStorage.getItem(PREFIX + item) ?? "null");
const keepDraft = (item, draft) => localStorage.setItem(PREFIX + item, JSON.stringify(draft));
const dropDraft = (item, uuid) => { if (draftOf(item)?.uuid === uuid) localStorage.removeItem(PREFIX + item); };
const draftedItems = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));

function newUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID needs https, which a classroom may not have
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// Fields of an item: its own inputs, without the version.

const boxOf = (item) => document.getElementById(item);
const inputs = (box) => [...box.querySelectorAll("input, textarea")].filter((field) => field.type !== "hidden");
const isTick = (field) => field.type === "radio" || field.type === "checkbox";
const versionField = (box) => box.querySelector(`input[name="${box.dataset.item}-version"]`);
const named = (box, part) => inputs(box).filter((field) => field.name === `${box.dataset.item}-${part}`);

function fieldsOf(box) {
  return inputs(box).filter((field) => !isTick(field) || field.checked).map((field) => [field.name, field.value]);
}

function fill(box, fields) {
  for (const field of inputs(box)) {
    const given = fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (isTick(field)) field.checked = given.includes(field.value);
    else field.value = given[0] ?? "";
  }
  if (box.querySelector(".proof :is(input, textarea):not(:placeholder-shown)")?.value) box.querySelector(".proof").open = true;
}

function say(box, state, text) {
  const line = box.querySelector(".state");
  line.dataset.is = state;
  line.textContent = text;
}

const clock = (moment) => new Intl.DateTimeFormat(LATIN, { timeStyle: "short" }).format(new Date(moment));

function showErrors(box, errors) {
  for (const old of box.querySelectorAll(".error")) old.remove();
  for (const [part, text] of Object.entries(errors)) {
    const message = Object.assign(document.createElement("p"), { className: "error", textContent: text });
    const field = part === "answer" ? null : named(box, part)[0];
    if (field) field.after(message);
    else box.querySelector("legend").after(message);
  }
}

// Saving: one request at a time for each item; the answers of the server decide what is shown.

const sending = new Set();

function changed(box) {
  const item = box.dataset.item;
  const before = draftOf(item);
  keepDraft(item, { uuid: newUuid(), version: before?.version ?? versionField(box).value, fields: fieldsOf(box) });
}

function lacksReason(box) {
  const reason = named(box, "reason")[0];
  const chosen = inputs(box).some((field) => field.value === "not_applicable" && isTick(field) && field.checked);
  return chosen && !reason.value.trim() ? reason : null;
}

async function save(item) {
  const box = boxOf(item);
  const draft = draftOf(item);
  if (!draft || sending.has(item) || box?.querySelector(".conflict[data-open]")) return;
  const reason = box && lacksReason(box);
  if (reason) return say(box, "failed", words.reason);
  sending.add(item);
  if (box) say(box, "saving", words.saving);
  try {
    await ANSWERS[await send(item, draft)]?.(item, box, draft);
  } finally {
    sending.delete(item);
  }
  if (draftOf(item) && draftOf(item).uuid !== draft.uuid) save(item);
}

let answer = {};

async function send(item, draft, again = false) {
  const body = new URLSearchParams(draft.fields);
  body.set(`${item}-version`, draft.version);
  body.set(`${item}-client_uuid`, draft.uuid);
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  try {
    const response = await fetch(words.autosave.replace(/-$/, item), { method: "POST", body, headers, keepalive: true });
    if (response.status === 403 && !again && (await freshToken())) return send(item, draft, true);
    answer[item] = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
    return response.status in ANSWERS ? response.status : response.status < 500 && response.status !== 429 ? "refused" : "later";
  } catch {
    return "offline";
  }
}

// A page left open outlives its cookie: a new token is fetched, what was typed stays.
async function freshToken() {
  const page = await (await fetch(location.href)).text();
  const field = new DOMParser().parseFromString(page, "text/html").querySelector("input[name=csrf_token]");
  token = field?.value ?? token;
  return Boolean(field);
}

const ANSWERS = {
  200: (item, box, draft) => {
    wait = RETRY_FIRST;
    const { version, saved_at, hide = [], show = [] } = answer[item];
    const newer = draftOf(item);
    dropDraft(item, draft.uuid);
    if (newer && newer.uuid !== draft.uuid) keepDraft(item, { ...newer, version: String(version) });
    if (!box) return;
    versionField(box).value = version;
    showErrors(box, {});
    say(box, "saved", `${words.saved} ${clock(saved_at)}`);
    for (const other of hide) if (boxOf(other)) boxOf(other).hidden = true;
    for (const other of show) if (boxOf(other)) boxOf(other).hidden = false;
  },
  409: (item, box) => { if (box) choose(item, box, answer[item].conflict); },
  422: (item, box) => {
    if (!box) return;
    showErrors(box, answer[item].errors);
    say(box, "refused", words.notsaved);
  },
  refused: (item, box) => { if (box) say(box, "refused", words.refused); },
  offline: (item, box) => { if (box) say(box, "offline", words.offline); later(); },
  later: (item, box) => { if (box) say(box, "failed", words.failed); later(); },
};

function later() {
  clearTimeout(timer);
  timer = setTimeout(sendAll, wait);
  wait = Math.min(2 * wait, RETRY_LAST);
}

function sendAll() {
  for (const item of draftedItems()) save(item);
}

// Two editors of one answer: the second sees both texts and chooses.

function fieldsFrom(item, stored, box) {
  const states = named(box, "state").length > 0;
  const fields = ["comment", "evidence", "reason"].map((part) => [`${item}-${part}`, stored[part]]);
  if (states) fields.push([`${item}-state`, stored.state]);
  else if (stored.state !== "scored") fields.push([`${item}-value`, stored.state]);
  if (stored.value === null) return fields;
  if (Array.isArray(stored.value)) return fields.concat(stored.value.map((value) => [`${item}-value`, value]));
  if (typeof stored.value !== "object") return [...fields, [`${item}-value`, String(stored.value)]];
  return fields.concat(Object.entries(stored.value).map(([row, level]) => [`${item}-value.${row}`, String(level)]));
}

function inWords(box, fields) {
  const ticked = inputs(box).filter((field) => isTick(field) && fields.some(([name, value]) => name === field.name && value === field.value));
  const typed = inputs(box).filter((field) => !isTick(field)).map((field) => fields.find(([name]) => name === field.name)?.[1]);
  return [...ticked.map((field) => field.closest("label").innerText.trim()), ...typed.filter(Boolean)].join("\n");
}

function choose(item, box, stored) {
  box.querySelector(".conflict")?.remove();
  const theirs = fieldsFrom(item, stored, box);
  const panel = document.getElementById("conflict").content.firstElementChild.cloneNode(true);
  panel.dataset.open = "";
  panel.querySelector("[data-theirs]").textContent = inWords(box, theirs);
  panel.querySelector("[data-mine]").textContent = inWords(box, fieldsOf(box));
  panel.querySelector("[data-keep=theirs]").addEventListener("click", () => {
    panel.remove();
    fill(box, theirs);
    versionField(box).value = stored.version;
    localStorage.removeItem(PREFIX + item);
    say(box, "saved", `${words.saved} ${clock(stored.saved_at)}`);
  });
  panel.querySelector("[data-keep=mine]").addEventListener("click", () => {
    panel.remove();
    keepDraft(item, { uuid: newUuid(), version: String(stored.version), fields: fieldsOf(box) });
    save(item);
  });
  box.querySelector("legend").after(panel);
  say(box, "refused", words.notsaved);
}

// What the person does.

form.addEventListener("input", ({ target }) => {
  const box = target.closest("[data-item]");
  if (!box) return;
  const states = named(box, "state");
  const isValue = target.name.startsWith(`${box.dataset.item}-value`);
  if (states.length && isValue) for (const state of states) state.checked = state.value === "scored";
  changed(box);
});

form.addEventListener("change", ({ target }) => {
  const box = target.closest("[data-item]");
  if (box) save(box.dataset.item);
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=clear]");
  if (!button) return;
  event.preventDefault();
  const box = boxOf(button.value);
  for (const field of inputs(box)) {
    if (isTick(field)) field.checked = field.value === "not_answered";
    else if (field.name.startsWith(`${box.dataset.item}-value`)) field.value = "";
  }
  changed(box);
  save(button.value);
});

addEventListener("online", sendAll);
addEventListener("pagehide", sendAll);
document.addEventListener("visibilitychange", sendAll);

for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", () => {
    const boxes = [...form.querySelectorAll("[data-item]:not([hidden])")];
    const here = boxes.find((box) => box.getBoundingClientRect().bottom > 0);
    if (here) link.hash = here.id;
  });
}

// What an earlier visit could not send goes first, over the version it was typed on.
for (const item of draftedItems()) {
  const box = boxOf(item);
  if (box) fill(box, draftOf(item).fields);
  save(item);
}
