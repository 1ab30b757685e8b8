// One telephone: how it looks in each state, and what a hand can do to it.

import { currentLanguage, spoken, translate, word } from "./words.js";
import { play, say, silence, stopMusic } from "./sound.js";

const KEYS = [..."123456789*0#"];
const VOICES = new Set(["say", "carrier", "voice", "spoke"]);
const SHOWN_ELSEWHERE = new Set(["ring", "text", "dialled", "missed", "hung up"]);
const LINK = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/g;

export async function send(path, body = {}) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

export class Telephone {
  constructor(label) {
    this.name = null;
    this.label = label;
    this.phone = { state: "idle", number: "", joined: false, from: "" };
    this.events = [];
    this.element = document.getElementById("telephone").content.firstElementChild.cloneNode(true);
    this.part = (selector) => this.element.querySelector(selector);
    for (const key of KEYS) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = key;
      button.dataset.key = key;
      button.addEventListener("click", () => this.do("press", { keys: key }));
      this.part(".keypad").append(button);
    }
    this.part(".answer").addEventListener("click", () => this.do("answer"));
    this.part(".reject").addEventListener("click", () => this.do("reject"));
    this.part(".hang-up").addEventListener("click", () => this.do("hang-up"));
    this.part(".speak").addEventListener("submit", (event) => {
      event.preventDefault();
      const field = this.part(".sentence");
      if (field.value.trim()) this.do("say", { text: field.value.trim() });
      field.value = "";
    });
    this.words();
  }

  do(action, body) {
    return send(`/desk/phones/${this.name}/${action}`, body).catch(() => {});
  }

  // The same telephone in the language that was chosen.
  words() {
    translate(this.element);
    this.part(".keypad").setAttribute("aria-label", word("keypad"));
    for (const button of this.part(".keypad").children) {
      button.setAttribute("aria-label", `${word("key")} ${button.dataset.key}`);
    }
    this.part(".sentence").placeholder = word("sentence");
    this.part(".sentence").setAttribute("aria-label", word("sentence"));
    this.show(this.phone);
    this.part(".heard").replaceChildren();
    for (const event of this.events) this.add(event);
    this.scroll();
  }

  show(phone) {
    const changed = this.element.dataset.state !== phone.state;
    this.phone = phone;
    this.element.dataset.state = phone.state;
    if (changed) requestAnimationFrame(() => this.scroll());
    this.element.dataset.joined = phone.joined ? "yes" : "no";
    this.part(".label").textContent = this.label() || spoken(phone.label ?? "");
    const number = phone.withheld ? word("withheld") : spoken(phone.number);
    this.part(".number").textContent = number === this.part(".label").textContent ? "" : number;
    const state = phone.joined ? "joined" : phone.state;
    const from = phone.state === "ringing" ? ` · ${spoken(phone.from)}` : "";
    const said = word(state) + from;
    if (this.part(".state").textContent !== said) this.part(".state").textContent = said;
  }

  hear(event, sounds) {
    this.events.push(event);
    this.element.dataset.used = "yes";
    this.add(event);
    if (event.kind === "text") this.receive(event.text);
    this.scroll();
    if (!sounds) return;
    if (event.kind === "play" && this.isCaller) play(event.text);
    else if (["key", "joined", "ended", "say"].includes(event.kind) && this.isCaller) stopMusic();
    if (["key", "ended"].includes(event.kind)) silence();
    if (["say", "voice", "carrier"].includes(event.kind)) say(event.text, currentLanguage());
  }

  // Music comes in many short pieces: they are one line.
  add(event) {
    const list = this.part(".heard");
    if (event.kind === "play" && list.lastElementChild?.className === "play") return;
    const item = line(event);
    if (item) list.append(item);
  }

  receive(text) {
    const item = document.createElement("li");
    item.append(...withLinks(text));
    this.part(".texts").hidden = false;
    this.part(".texts ul").prepend(item);
  }

  scroll() {
    const list = this.part(".heard");
    list.scrollTop = list.scrollHeight;
  }
}

function line(event) {
  if (SHOWN_ELSEWHERE.has(event.kind)) return null;
  const item = document.createElement("li");
  item.className = event.kind;
  if (VOICES.has(event.kind)) {
    const who = document.createElement("span");
    who.className = "who-says";
    who.textContent = word(`by_${event.kind}`);
    item.append(who, event.text);
  } else if (event.kind === "key") {
    item.textContent = `${word("heard.key")} ${event.text}`;
  } else {
    item.textContent = word(`heard.${event.kind}`);
  }
  return item;
}

function withLinks(text) {
  return text.split(LINK).map((part) => {
    if (!/^https?:\/\//.test(part)) return part;
    const link = document.createElement("a");
    link.href = part;
    link.textContent = part;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  });
}
