// What is new is told once to whoever does not see the page: a call that waits, an alarm.

const news = document.getElementById("news");
const french = document.documentElement.lang === "fr";
const waiting = () => [...document.querySelectorAll("[data-waits]")].map((row) => row.dataset.waits);
const alarms = () => [...document.querySelectorAll("[data-alarm]")].map((row) => row.dataset.alarm);

let waited = new Set(waiting());
let known = new Set(alarms());

document.body.addEventListener("htmx:afterSettle", () => {
  const told = alarms().filter((text) => !known.has(text));
  const waits = waiting();
  if (waits.some((call) => !waited.has(call))) {
    told.unshift(french ? `Appels en attente : ${waits.length}.` : `Calls waiting: ${waits.length}.`);
  }
  waited = new Set(waits);
  known = new Set(alarms());
  if (told.length > 0) news.textContent = told.join(" ");
});
