// What goes wrong on demand: one choice a kind; the simulator says which there are.

import { send } from "./telephone.js";
import { word } from "./words.js";

const WELL = "none";
let known = {};

export function showFaults(faults) {
  const same = JSON.stringify(faults) === JSON.stringify(known);
  known = faults;
  if (!same) drawFaults();
}

export function drawFaults() {
  const place = document.getElementById("fault-choices");
  if (!place.contains(document.activeElement)) place.replaceChildren(...Object.keys(known).map(choice));
  const broken = Object.entries(known).filter(([, { chosen }]) => chosen !== WELL);
  const mark = document.getElementById("broken");
  mark.hidden = broken.length === 0;
  mark.textContent = broken.map(([kind, { chosen }]) => named(kind, chosen)).join(" · ");
}

function named(kind, name) {
  return name === WELL ? word("fault.none") : word(`fault.${kind}.${name}`);
}

function choice(kind) {
  const label = document.createElement("label");
  const select = document.createElement("select");
  const { choices, chosen } = known[kind];
  select.replaceChildren(...choices.map((name) => new Option(named(kind, name), name)));
  select.value = chosen;
  select.addEventListener("change", () => {
    send(`/desk/faults/${kind}`, { name: select.value }).catch(() => {});
    select.blur();
  });
  label.append(word(`fault.${kind}`), select);
  return label;
}
