// On every page: moments in the reader's own time, and the print button. Pages work without any of it.
const root = document.documentElement;
root.classList.add("scripted");

for (const time of document.querySelectorAll("time[datetime]")) {
  const moment = new Date(time.dateTime);
  const today = moment.toDateString() === new Date().toDateString();
  const style = { dateStyle: today ? undefined : "medium", timeStyle: "short", hourCycle: "h23" };
  time.title = time.textContent;
  time.textContent = new Intl.DateTimeFormat(`${root.lang}-u-nu-latn`, style).format(moment);
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
