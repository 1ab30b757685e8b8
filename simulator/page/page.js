// The desk: one telephone that calls, one for every number that is rung, news twice a second.

import { drawFaults, showFaults } from "./faults.js";
import { Telephone, send } from "./telephone.js";
import { musicOn, toggleAloud, toggleMusic } from "./sound.js";
import { spoken, switchLanguage, translate, word } from "./words.js";

const EVERY = 500; // milliseconds between two requests for news
// Callers' numbers: the first and third are kept for fiction; none is a handset's on purpose.
const CALLERS = [
  ["mobile", "+33639987654"],
  ["withheld", "anonymous"],
  ["landline", "+33199007654"],
  ["guadeloupe", "+590690007654"],
  ["reunion", "+262692007654"],
  ["polynesia", "+68987007654"],
];

const telephones = new Map();
let cursor = 0;
let run = null;
let first = true;
const caller = new Telephone(() => word("callerLabel"));
caller.isCaller = true;
caller.name = sessionStorage.getItem("caller");
document.getElementById("caller").append(caller.element);

function chooseCaller() {
  const select = caller.part(".from");
  const chosen = select.value || CALLERS[0][1];
  select.replaceChildren(
    ...CALLERS.map(([name, number]) => {
      const label = number === "anonymous" ? word(name) : `${word(name)} · ${spoken(number)}`;
      return new Option(label, number);
    }),
    new Option(word("otherNumber"), ""),
  );
  select.value = [...select.options].some((option) => option.value === chosen) ? chosen : "";
}

function chooseLine(lines) {
  const select = caller.part(".to");
  if (select.options.length === lines.length) return;
  select.replaceChildren(...lines.map((number) => new Option(spoken(number), number)));
  caller.part(".to-label").hidden = lines.length < 2;
}

caller.part(".from").addEventListener("change", (event) => {
  caller.part(".typed").hidden = event.target.value !== "";
  if (event.target.value === "") caller.part(".other").focus();
});

caller.part(".dial").addEventListener("submit", async (event) => {
  event.preventDefault();
  const from = caller.part(".from").value || caller.part(".other").value;
  caller.part(".error").textContent = "";
  try {
    const { phone } = await send("/desk/calls", { from, to: caller.part(".to").value });
    if (caller.name !== phone) {
      caller.events = [];
      caller.part(".heard").replaceChildren();
      caller.part(".texts").hidden = true;
      caller.part(".texts ul").replaceChildren();
    }
    telephones.get(phone)?.element.remove();
    telephones.delete(phone);
    caller.name = phone;
    sessionStorage.setItem("caller", phone);
    await news();
  } catch (error) {
    caller.part(".error").textContent = error.message;
  }
});

function telephone(phone) {
  if (phone.name === caller.name) return caller;
  if (!telephones.has(phone.name)) {
    const made = new Telephone(() => "");
    made.name = phone.name;
    telephones.set(phone.name, made);
    document.getElementById("responders").append(made.element);
  }
  return telephones.get(phone.name);
}

// A telephone set aside stays folded away until it is rung; a reminder alone does not bring it up.
function place(one) {
  if (one.phone.state !== "idle") one.rung = true;
  const list = document.getElementById(one.phone.aside && !one.rung ? "others-list" : "responders");
  if (one.element.parentElement !== list) list.append(one.element);
}

async function news() {
  const response = await fetch(`/desk.json?since=${cursor}`);
  const desk = await response.json();
  run ??= desk.run;
  if (desk.run !== run) {
    location.reload(); // the simulator was started again
    return;
  }
  const callers = new Set();
  for (const phone of desk.phones) {
    // Somebody else's call, from another page or a terminal, has no handset here.
    if (phone.caller && phone.name !== caller.name) callers.add(phone.name);
    else {
      telephone(phone).show(phone);
      if (phone.name !== caller.name) place(telephone(phone));
    }
  }
  const others = document.getElementById("others-list").childElementCount;
  document.getElementById("others").hidden = others === 0;
  document.getElementById("others-count").textContent = others;
  for (const event of desk.happened) {
    if (event.number <= cursor || callers.has(event.phone)) continue;
    telephone({ name: event.phone }).hear(event, !first);
  }
  cursor = desk.cursor;
  first = false;
  chooseLine(desk.lines);
  document.getElementById("nobody").hidden = telephones.size > 0;
  const problems = document.getElementById("problems");
  problems.hidden = desk.problems.length === 0;
  document.getElementById("problem-list").replaceChildren(
    ...desk.problems.map((text) => Object.assign(document.createElement("li"), { textContent: text })),
  );
  showFaults(desk.faults);
  showDial();
  showRinging();
}

// On a narrow screen the telephone that rings may be out of sight.
function showRinging() {
  const jump = document.getElementById("ringing");
  const one = [...telephones.values()].find((each) => each.phone.state === "ringing");
  jump.hidden = !one;
  if (!one) return;
  one.element.id = one.name;
  jump.href = `#${one.name}`;
  jump.textContent = `${one.part(".label").textContent} ${word("ringsHere")}`;
}

function showDial() {
  caller.part(".dial").hidden = caller.phone.state !== "idle";
}

async function follow() {
  try {
    await news();
    document.getElementById("lost").hidden = true;
  } catch {
    document.getElementById("lost").hidden = false;
  }
  setTimeout(follow, EVERY);
}

function words() {
  translate(document);
  chooseCaller();
  drawFaults();
  for (const one of [caller, ...telephones.values()]) one.words();
}

document.getElementById("language").addEventListener("click", () => {
  switchLanguage();
  words();
});
document.getElementById("music").addEventListener("click", (event) => {
  event.currentTarget.setAttribute("aria-pressed", String(toggleMusic()));
});
document.getElementById("aloud").addEventListener("click", (event) => {
  event.currentTarget.setAttribute("aria-pressed", String(toggleAloud()));
});
document.getElementById("music").setAttribute("aria-pressed", String(musicOn()));

words();
showDial();
follow();
