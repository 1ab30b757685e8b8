// The timeline: what is dragged or stretched on it fills the same form as « Changer le planning »,
// and shows what it would change. The table below it says and does the same without it.

const element = document.getElementById("timeline");
const { resources, events } = JSON.parse(document.getElementById("timeline-data").textContent);
const form = document.getElementById("dragged");

const wall = (date) => {
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
    + `T${two(date.getHours())}:${two(date.getMinutes())}`;
};

function send(fields) {
  for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
  form.submit();
}

function dropped({ event, oldEvent }) {
  send({
    what: "move",
    person: event.extendedProps.person,
    place: event.resourceIds[0],
    starts: wall(event.start),
    ends: wall(event.end),
    was_place: oldEvent.resourceIds[0],
    was_starts: wall(oldEvent.start),
    was_ends: wall(oldEvent.end),
  });
}

// Longer: on for what was added. Shorter: off for what was cut away.
function stretched({ event, oldEvent }) {
  const later = event.end > oldEvent.end || event.start < oldEvent.start;
  const atEnd = event.end.getTime() !== oldEvent.end.getTime();
  const edges = atEnd ? [oldEvent.end, event.end] : [oldEvent.start, event.start];
  edges.sort((one, other) => one - other);
  send({
    what: later ? "add" : "remove",
    person: event.extendedProps.person,
    place: event.resourceIds[0],
    starts: wall(edges[0]),
    ends: wall(edges[1]),
  });
}

const byMonth = element.dataset.view === "resourceTimelineMonth";

// What a short bar has no room for.
function named({ event, el }) {
  const [from, to] = [event.start, event.end].map((date) => wall(date).slice(11));
  el.title = `${event.title}, ${from}–${to}`;
}

EventCalendar.create(element, {
  view: element.dataset.view,
  date: element.dataset.first,
  firstDay: 1,
  locale: element.dataset.language,
  headerToolbar: { start: "", center: "", end: "" },
  height: "auto",
  slotDuration: byMonth ? { days: 1 } : "06:00:00",
  slotWidth: 72,
  columnWidth: "6.5rem",
  scrollTime: "00:00:00",
  resources,
  events,
  eventStartEditable: Boolean(form),
  eventDurationEditable: Boolean(form),
  eventResizableFromStart: true,
  snapDuration: "00:30:00",
  eventDrop: dropped,
  eventResize: stretched,
  eventDidMount: named,
});

// It opens on now, with a little of what was before; another week or month, on its first day. The
// library opens on today as this machine has it, at its left edge: this comes after it.
requestAnimationFrame(() => {
  const main = element.querySelector(".ec-main");
  const side = element.querySelector(".ec-header .ec-sidebar").offsetWidth;
  const days = Number(element.dataset.days);
  const first = new Date(`${element.dataset.first}T00:00`);
  const since = (new Date(element.dataset.now) - first) / 86400000;
  const seen = main.clientWidth - side;
  const at = (main.scrollWidth - side) * since / days - seen / 4;
  main.scrollLeft = since < days ? at : 0;
});
