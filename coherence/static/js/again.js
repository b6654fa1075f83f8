// A page that waits for something: the part of it that tells how far it is, asked for anew until the page leads on.
const PAUSE = 2000;
const part = document.querySelector("[data-again]");

async function again() {
  try {
    const answer = await fetch(location.href);
    const text = await answer.text();
    if (answer.redirected) return location.replace(answer.url);
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.querySelector("[data-again]");
    if (!fresh) return location.reload();
    part.replaceChildren(...fresh.childNodes);
  } catch {
    // No network: asked again below.
  }
  setTimeout(again, PAUSE);
}

if (part) setTimeout(again, PAUSE);
