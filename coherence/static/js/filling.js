// Saves each item as soon as one of its fields is left. What is typed is kept in this browser until the
// server has it: a reload, a closed laptop or a lost network lose nothing.

const form = document.querySelector("form[data-autosave]");
const words = form.dataset;
const PREFIX = `coherence:${words.store}:`;
const LATIN = `${document.documentElement.lang}-u-nu-latn`;
const RETRY_FIRST = 3_000;
const RETRY_LAST = 60_000;
const PATIENCE = 30_000;
const KEPT_ALIVE = 50_000; // bytes; browsers refuse to keep larger requests alive when a page is left

function newUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID needs https, which a classroom may not have
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// Fields of an item: its own inputs, without the version.

const boxOf = (item) => form.querySelector(`[data-item="${item}"]`);
const inputs = (box) => [...box.querySelectorAll("input, textarea")].filter((field) => field.type !== "hidden");
const isTick = (field) => field.type === "radio" || field.type === "checkbox";
const versionField = (box) => box.querySelector(`input[name="${box.dataset.item}-version"]`);
const named = (box, part) => inputs(box).filter((field) => field.name === `${box.dataset.item}-${part}`);
const isValue = (box, field) => field.name.startsWith(`${box.dataset.item}-value`);
const given = (field) => (isTick(field) ? field.checked : field.value.trim() !== "");

function fieldsOf(box) {
  return inputs(box).filter((field) => !isTick(field) || field.checked).map((field) => [field.name, field.value]);
}

function fill(box, fields) {
  for (const field of inputs(box)) {
    const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (isTick(field)) field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
  const proof = box.querySelector(".proof");
  if (inputs(proof).some(given)) proof.open = true;
}

function setState(box, state) {
  for (const field of named(box, "state")) field.checked = field.value === state;
}

function emptyValue(box) {
  for (const field of inputs(box).filter((field) => isValue(box, field))) {
    if (isTick(field)) field.checked = false;
    else field.value = "";
  }
}

// What the person is told.

const clock = (moment) => new Intl.DateTimeFormat(LATIN, { timeStyle: "short", hourCycle: "h23" }).format(new Date(moment));
const savedAt = (moment) => `${words.saved} ${clock(moment)}`;

function say(line, state, text) {
  line.dataset.is = state;
  line.textContent = text;
}

const tell = (box, state, text) => { if (box) say(box.querySelector(".state"), state, text); };

function showErrors(box, errors) {
  for (const old of box.querySelectorAll(".error")) old.remove();
  for (const field of inputs(box)) field.removeAttribute("aria-invalid");
  for (const [part, text] of Object.entries(errors)) {
    const field = named(box, part === "answer" ? "value" : part).find((other) => !isTick(other));
    field?.setAttribute("aria-invalid", "true");
    const message = Object.assign(document.createElement("p"), { className: "error", role: "alert", textContent: text });
    (part === "answer" || !field ? box.querySelector("legend") : field).after(message);
  }
}

function appear(hide = [], show = []) {
  for (const item of hide) boxOf(item)?.setAttribute("hidden", "");
  for (const item of show) boxOf(item)?.removeAttribute("hidden");
  for (const heading of form.querySelectorAll("[data-heads]")) heading.hidden = heading.dataset.heads.split(" ").every((item) => boxOf(item)?.hidden);
  for (const [index, number] of form.querySelectorAll("[data-item]:not([hidden]) .n").entries()) number.textContent = index + 1;
}

// Drafts: what the server does not have yet, one for each item, also in the browser's own store. Each page keeps
// its own, so that two tabs do not write over each other's. A draft is {uuid, version, fields, tried, before};
// `before` is an older wish for the same item of which nobody knows whether it arrived.

const PAGE = newUuid();
const drafts = new Map();
let storing = true;
let leaving = false;

const keyOf = (item) => `${PREFIX}${item}:${PAGE}`;

function keep(item, draft) {
  drafts.set(item, draft);
  try {
    localStorage.setItem(keyOf(item), JSON.stringify(draft));
  } catch {
    storing = false; // switched off or full: the page itself still has it
  }
}

function drop(item) {
  drafts.delete(item);
  // The page that is opened next may have been made before this save: it finds the draft and repeats it.
  if (storing && !leaving) localStorage.removeItem(keyOf(item));
}

function changed(box) {
  const item = box.dataset.item;
  const last = drafts.get(item);
  const before = last?.tried ? { uuid: last.uuid, version: last.version, fields: last.fields } : (last?.before ?? null);
  leaving = false;
  keep(item, { uuid: newUuid(), version: last?.version ?? versionField(box).value, fields: fieldsOf(box), tried: false, before });
}

// Sending.

let token = form.elements.csrf_token.value;
let tokenComing = null;

async function readToken() {
  const page = await fetch(location.pathname, { signal: AbortSignal.timeout(PATIENCE) });
  if (page.status >= 500) throw new Error(page.status);
  const found = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("input[name=csrf_token]");
  token = found?.value ?? token;
  return Boolean(found);
}

// A page left open outlives its cookie. One new token for all: each request without cookie would begin another session.
function freshToken(used) {
  if (used !== token) return true;
  tokenComing ??= readToken().finally(() => { tokenComing = null; });
  return tokenComing;
}

async function post(item, draft) {
  const body = new URLSearchParams(draft.fields);
  body.set(`${item}-version`, draft.version);
  body.set(`${item}-client_uuid`, draft.uuid);
  const response = await fetch(words.autosave.replace(/-$/, item), {
    method: "POST",
    body,
    headers: { Accept: "application/json", "X-CSRFToken": token },
    keepalive: String(body).length < KEPT_ALIVE,
    signal: AbortSignal.timeout(PATIENCE),
  });
  const json = response.headers.get("Content-Type")?.includes("json");
  return [response.status, json ? await response.json() : {}];
}

const COMPLETE = { 200: "version", 409: "conflict", 422: "errors" }; // what an answer of ours holds

function outcome(status, answer) {
  if (status in COMPLETE) return COMPLETE[status] in answer ? status : "later"; // a hotel's login page says 200, too
  return status >= 500 || status === 429 ? "later" : "refused";
}

async function send(item, draft) {
  try {
    const used = token;
    let [status, answer] = await post(item, draft);
    if (status === 403 && (await freshToken(used))) [status, answer] = await post(item, draft);
    return [outcome(status, answer), answer];
  } catch {
    return ["offline", {}];
  }
}

// What the server answered. Each returns whether the way is free for a newer draft of the item.

let wait = RETRY_FIRST;
let timer = null;
const rendered = new Map(); // item -> what the server had put on this page, where a draft was put over it

const OUTCOMES = {
  200: (item, box, sent, answer) => {
    const draft = drafts.get(item);
    const newer = draft && draft.uuid !== sent.uuid;
    wait = RETRY_FIRST;
    if (newer) keep(item, { ...draft, version: String(answer.version), before: null });
    else drop(item);
    if (box) stored(item, box, answer, newer);
    return true;
  },
  409: (item, box, sent, answer) => {
    if (box) choose(item, box, answer);
    return false;
  },
  422: (item, box, sent, answer) => {
    const draft = drafts.get(item);
    const newer = draft.uuid !== sent.uuid;
    keep(item, newer ? { ...draft, before: null } : { ...draft, tried: false });
    if (newer || !box) return newer;
    showErrors(box, answer.errors);
    tell(box, "refused", words.notsaved);
    return false;
  },
  refused: (item, box) => {
    tell(box, "refused", words.refused);
    return false;
  },
  offline: (item, box) => {
    tell(box, "offline", storing ? words.offline : words.notsaved);
    later();
    return false;
  },
  later: (item, box) => {
    tell(box, "failed", words.failed);
    later();
    return false;
  },
};

function stored(item, box, { version, saved_at: moment, hide, show }, newer) {
  const page = rendered.get(item);
  rendered.delete(item);
  versionField(box).value = version;
  if (page && !newer && version < Number(page.version)) {
    // An old draft had been stored long ago, and what this page was opened with is newer.
    fill(box, page.fields);
    versionField(box).value = page.version;
  }
  showErrors(box, {});
  if (newer) tell(box, "unsaved", words.notsaved);
  else tell(box, "saved", savedAt(moment));
  appear(hide, show);
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(sendAll, wait);
  wait = Math.min(2 * wait, RETRY_LAST);
}

// Saving: one request at a time for each item.

const wanted = new Set();
const sending = new Map();

function save(item) {
  wanted.add(item);
  if (!sending.has(item)) sending.set(item, deliver(item).finally(() => sending.delete(item)));
  return sending.get(item);
}

const sendAll = () => Promise.all([...drafts.keys()].map(save));

async function deliver(item) {
  while (wanted.delete(item) && drafts.has(item) && isReady(boxOf(item))) await attempt(item);
}

async function attempt(item) {
  const box = boxOf(item);
  const draft = drafts.get(item);
  // What may have arrived goes first, with its own UUID: else one's own earlier text would look like somebody else's.
  const sent = draft.before ?? draft;
  if (sent === draft) keep(item, { ...draft, tried: true });
  tell(box, "saving", words.saving);
  const [result, answer] = await send(item, sent);
  const free = OUTCOMES[result](item, box, sent, answer);
  if (free && sent !== draft) wanted.add(item);
}

function isReady(box) {
  if (!box) return true;
  if (box.querySelector(".conflict[data-open]")) return false;
  const missing = lacksReason(box) ? words.reason : lacksRow(box) ? words.rows : null;
  if (missing) tell(box, "failed", missing);
  return !missing;
}

function lacksReason(box) {
  const chosen = inputs(box).some((field) => field.value === "not_applicable" && isTick(field) && field.checked);
  return chosen && !named(box, "reason")[0].value.trim();
}

function lacksRow(box) {
  const chosen = [...box.querySelectorAll(".row-of-table")].map((row) => Boolean(row.querySelector(":checked")));
  const counts = named(box, "state").some((field) => field.value === "scored" && field.checked);
  return counts && chosen.includes(true) && chosen.includes(false);
}

// Two editors of one answer: the second sees both texts and chooses.

function fieldsFrom(item, stored, box) {
  const fields = ["comment", "evidence", "reason"].map((part) => [`${item}-${part}`, stored[part]]);
  if (named(box, "state").length) fields.push([`${item}-state`, stored.state]);
  else if (stored.state !== "scored") fields.push([`${item}-value`, stored.state]);
  if (stored.value === null) return fields;
  if (Array.isArray(stored.value)) return fields.concat(stored.value.map((value) => [`${item}-value`, value]));
  if (typeof stored.value !== "object") return [...fields, [`${item}-value`, String(stored.value)]];
  return fields.concat(Object.entries(stored.value).map(([row, level]) => [`${item}-value.${row}`, String(level)]));
}

const SAYS_NOTHING = ["scored", "not_answered"]; // states that the answer itself, or its absence, says better

function inWords(box, fields) {
  const lines = [];
  for (const field of inputs(box)) {
    const value = fields.find(([name, text]) => name === field.name && (!isTick(field) || text === field.value))?.[1];
    if (!value?.trim() || (isTick(field) && SAYS_NOTHING.includes(value))) continue;
    const label = field.labels[0]?.textContent.replace(/\s+/g, " ").trim();
    const row = field.closest(".row-of-table")?.querySelector("p").textContent;
    lines.push([row, label, isTick(field) ? null : value].filter(Boolean).join(" – "));
  }
  return lines.length ? lines : [words.nothing];
}

// A paragraph for each: one may be written from right to left and the next from left to right.
function quote(place, lines) {
  place.replaceChildren(...lines.map((text) => Object.assign(document.createElement("p"), { dir: "auto", textContent: text })));
}

function choose(item, box, { conflict, hide, show }) {
  const theirs = fieldsFrom(item, conflict, box);
  const panel = document.getElementById("conflict-panel").content.firstElementChild.cloneNode(true);
  const settle = () => {
    panel.remove();
    showErrors(box, {});
    rendered.delete(item);
    versionField(box).value = conflict.version;
    appear(hide, show);
    inputs(box)[0].focus({ preventScroll: true }); // the button that was pressed is gone
  };
  panel.dataset.open = "";
  quote(panel.querySelector("[data-theirs]"), inWords(box, theirs));
  quote(panel.querySelector("[data-mine]"), inWords(box, fieldsOf(box)));
  panel.querySelector("[data-keep=theirs]").addEventListener("click", () => {
    settle();
    fill(box, theirs);
    drop(item);
    tell(box, "saved", savedAt(conflict.saved_at));
  });
  panel.querySelector("[data-keep=mine]").addEventListener("click", () => {
    settle();
    keep(item, { uuid: newUuid(), version: String(conflict.version), fields: fieldsOf(box), tried: false, before: null });
    save(item);
  });
  box.querySelector(".conflict")?.remove();
  box.querySelector("legend").after(panel);
  tell(box, "refused", words.notsaved);
}

// What the person does.

form.addEventListener("input", ({ target }) => {
  const box = target.closest("[data-item]");
  if (!box) return;
  const values = inputs(box).filter((field) => isValue(box, field));
  // A checklist without a tick is an answer; an emptied number or text is none.
  if (isValue(box, target)) setState(box, box.dataset.kind === "checklist" || values.some(given) ? "scored" : "not_answered");
  else if (target.name.endsWith("-state") && target.value === "not_answered") emptyValue(box);
  changed(box);
  const mine = box.querySelector(".conflict[data-open] [data-mine]");
  if (mine) quote(mine, inWords(box, fieldsOf(box)));
  else if (!sending.has(box.dataset.item)) tell(box, "unsaved", words.notsaved);
});

form.addEventListener("change", ({ target }) => {
  const box = target.closest("[data-item]");
  if (box && drafts.has(box.dataset.item)) save(box.dataset.item);
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=clear]");
  if (!button) return;
  event.preventDefault();
  const box = boxOf(button.value);
  emptyValue(box);
  setState(box, "not_answered");
  changed(box);
  save(button.value);
});

// The buttons of the page: everything is saved as it is anyway; then on, unless something is left to do here.
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const line = document.getElementById("page-state");
  const button = event.submitter;
  if (line.dataset.is === "saving") return;
  say(line, "saving", words.saving);
  await sendAll();
  const left = [...drafts.keys()].map(boxOf).find(Boolean);
  if (left) {
    say(line, "failed", words.notsaved);
    if (button?.name === "next") left.querySelector(".conflict button, textarea, input:not([type=hidden])").focus();
  } else if (button?.name === "next") {
    await goOn(line, button);
  } else say(line, "saved", savedAt(Date.now()));
});

// The server knows which section comes next. Nothing of the answers is sent: they are saved, one by one.
async function goOn(line, button) {
  try {
    await readToken();
  } catch {
    return say(line, "offline", words.offline);
  }
  say(line, "", "");
  const way = form.cloneNode(false);
  const values = { csrf_token: token, page_uuid: form.elements.page_uuid.value, [button.name]: button.value };
  for (const [name, value] of Object.entries(values)) way.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  document.body.append(way);
  way.submit();
}

addEventListener("online", sendAll);
addEventListener("pageshow", () => { leaving = false; });
addEventListener("pagehide", sendAll);
document.addEventListener("visibilitychange", sendAll);
addEventListener("beforeunload", (event) => {
  leaving = true;
  if (!storing && drafts.size) event.preventDefault();
});

// Another language, the same place. Its links are at the top of the page: where one worked last is the place.
let place = null;
form.addEventListener("focusin", ({ target }) => { place = target.closest("[data-item]") ?? place; });
for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", () => { if (place) link.hash = place.id; });
}

// What an earlier visit could not send goes first, over the version it was typed on.

function draftsOfOthers() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    storing = false;
    return [];
  }
}

function adopt(key) {
  const item = key.slice(PREFIX.length).split(":")[0];
  if (drafts.has(item)) return; // two closed tabs had one each: the second waits for the next visit
  const draft = JSON.parse(localStorage.getItem(key));
  const box = boxOf(item);
  if (box) {
    rendered.set(item, { version: versionField(box).value, fields: fieldsOf(box) });
    fill(box, draft.fields);
  }
  keep(item, draft);
  if (storing) localStorage.removeItem(key);
}

form.autocomplete = "off"; // a browser that puts old values back would put them over newer ones
for (const key of draftsOfOthers()) adopt(key);
sendAll();
