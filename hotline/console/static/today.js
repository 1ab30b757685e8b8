// What is new is told once to whoever does not see the page: a call that waits, an alarm.

const news = document.getElementById("news");
const french = document.documentElement.lang === "fr";
const waiting = () => Number(document.querySelector("[data-waiting]")?.dataset.waiting ?? 0);
const alarms = () => [...document.querySelectorAll("[data-alarm]")].map((row) => row.dataset.alarm);

let waited = waiting();
let known = new Set(alarms());

document.body.addEventListener("htmx:afterSettle", () => {
  const told = alarms().filter((text) => !known.has(text));
  if (waiting() > waited) {
    told.unshift(french ? `Appels en attente : ${waiting()}` : `Calls waiting: ${waiting()}`);
  }
  waited = waiting();
  known = new Set(alarms());
  if (told.length > 0) news.textContent = told.join(" ");
});
