// What a person would hear: the line's music, and, if wished, what is said.

const player = new Audio();
let music = localStorage.getItem("music") !== "off";
let aloud = false;

export function musicOn() {
  return music;
}

export function toggleMusic() {
  music = !music;
  localStorage.setItem("music", music ? "on" : "off");
  player.muted = !music;
  return music;
}

export function toggleAloud() {
  aloud = !aloud && "speechSynthesis" in window;
  if (!aloud) silence();
  return aloud;
}

export function play(url) {
  player.muted = !music;
  player.src = url;
  // Refused until the page has been touched once, and when the file cannot be had: silence then.
  player.play().catch(() => {});
}

export function stopMusic() {
  player.pause();
  player.removeAttribute("src");
}

export function say(text, language) {
  if (!aloud) return;
  const sentence = new SpeechSynthesisUtterance(text);
  sentence.lang = language === "en" ? "en-GB" : "fr-FR";
  window.speechSynthesis.speak(sentence);
}

export function silence() {
  window.speechSynthesis?.cancel();
}
