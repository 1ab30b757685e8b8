// Every word of the page, French first; `word` answers in the language that was chosen.

const WORDS = {
  fr: {
    title: "Téléphones d’essai",
    music: "Musique",
    aloud: "À voix haute",
    otherLanguage: "English",
    help1: "Avec « Mon téléphone », appelez la ligne, puis choisissez votre profession au clavier.",
    help2: "Le téléphone de la personne de permanence sonne : décrochez, tapez 1, puis encore 1, et parlez-vous.",
    help3: "Raccrochez. La personne qui a répondu tape les deux chiffres d’un motif, par exemple 11, puis 1 ; ou elle ouvre le lien de son message.",
    lost: "Le simulateur ne répond plus. Relancez-le : cette page reprendra seule.",
    caller: "La personne qui appelle",
    responders: "Les personnes qui répondent",
    nobody: "Aucun téléphone pour l’instant : ceux qui sonnent apparaissent ici.",
    others: "Les autres téléphones ; celui qui sonne vient ici",
    problems: "Ce que l’opérateur signale",
    faults: "Pannes",
    faultsHelp: "Pour voir ce que la ligne devient quand quelque chose casse. Le choix vaut pour tout ce qui suit.",
    "fault.none": "tout va bien",
    "fault.callbacks": "Nouvelles de l’opérateur à la ligne",
    "fault.callbacks.lost": "perdues",
    "fault.callbacks.doubled": "reçues deux fois",
    "fault.callbacks.late": "en retard de 10 s",
    "fault.callbacks.swapped": "dans le désordre",
    "fault.rest": "Demandes de la ligne à l’opérateur",
    "fault.rest.refused": "refusées (503)",
    "fault.rest.limited": "trop nombreuses (429)",
    "fault.rest.slow": "réponse en 2 s",
    "fault.rest.too-slow": "réponse en 10 s",
    "fault.rest.closed": "connexion coupée",
    "fault.rest.lost": "faites, réponse perdue",
    "fault.rest.page": "faites, réponse : une page web",
    "fault.rest.half": "faites, réponse tronquée",
    "fault.rest.nameless": "faites, réponse sans identifiant",
    "fault.webhooks": "Réponses de la ligne à l’opérateur",
    "fault.webhooks.slow": "après 8 s",
    "fault.webhooks.too-slow": "après 20 s, trop tard",
    "fault.webhooks.dead": "aucune : la ligne est éteinte",
    "fault.webhooks.error": "erreur (500)",
    "fault.webhooks.missing": "page introuvable (404)",
    "fault.webhooks.page": "une page web",
    callerLabel: "Mon téléphone",
    from: "Numéro de l’appelant",
    typedNumber: "Numéro, avec l’indicatif",
    to: "Ligne appelée",
    call: "Appeler",
    answer: "Décrocher",
    reject: "Refuser",
    hangUp: "Raccrocher",
    texts: "Messages reçus",
    speak: "Dire",
    sentence: "Parlez ici…",
    keypad: "Clavier",
    key: "Touche",
    withheld: "Numéro masqué",
    mobile: "Mobile, métropole",
    landline: "Fixe, métropole",
    reunion: "La Réunion",
    guadeloupe: "Guadeloupe",
    polynesia: "Polynésie française",
    otherNumber: "Un autre numéro…",
    idle: "Au repos",
    ringing: "Sonne",
    calling: "Appel en cours…",
    talking: "En ligne",
    joined: "En communication",
    ringsHere: "sonne : y aller",
    "heard.play": "♪ musique",
    "heard.tones": "tonalités",
    "heard.ringback": "La ligne sonne…",
    "heard.joined": "En communication",
    "heard.parted": "L’autre personne n’est plus en ligne",
    "heard.stopped": "La sonnerie s’arrête",
    "heard.ended": "Fin de l’appel",
    "heard.answered": "Décroché",
    "heard.key": "Touche",
    by_voice: "L’autre personne",
    by_spoke: "Vous",
    by_carrier: "L’opérateur",
    by_say: "La ligne",
  },
  en: {
    title: "Trial telephones",
    music: "Music",
    aloud: "Aloud",
    otherLanguage: "Français",
    help1: "With “My telephone”, call the line, then choose your profession on the keypad.",
    help2: "The telephone of the person on duty rings: pick up, press 1, then 1 again, and talk to each other.",
    help3: "Hang up. Whoever answered keys in the two digits of a reason, 11 for instance, then 1; or opens the link of their message.",
    lost: "The simulator no longer answers. Start it again: this page will go on by itself.",
    caller: "The person who calls",
    responders: "The people who answer",
    nobody: "No telephone yet: those that ring appear here.",
    others: "The other telephones; one that rings comes up here",
    problems: "What the carrier complains about",
    faults: "Faults",
    faultsHelp: "To see what becomes of the line when something breaks. A choice holds for all that follows.",
    "fault.none": "all is well",
    "fault.callbacks": "News from the carrier to the line",
    "fault.callbacks.lost": "lost",
    "fault.callbacks.doubled": "received twice",
    "fault.callbacks.late": "10 s late",
    "fault.callbacks.swapped": "in disorder",
    "fault.rest": "Requests from the line to the carrier",
    "fault.rest.refused": "refused (503)",
    "fault.rest.limited": "too many (429)",
    "fault.rest.slow": "answered in 2 s",
    "fault.rest.too-slow": "answered in 10 s",
    "fault.rest.closed": "connection cut",
    "fault.rest.lost": "done, answer lost",
    "fault.rest.page": "done, answered with a web page",
    "fault.rest.half": "done, half an answer",
    "fault.rest.nameless": "done, answered without an id",
    "fault.webhooks": "Answers from the line to the carrier",
    "fault.webhooks.slow": "after 8 s",
    "fault.webhooks.too-slow": "after 20 s, too late",
    "fault.webhooks.dead": "none: the line is switched off",
    "fault.webhooks.error": "error (500)",
    "fault.webhooks.missing": "page not found (404)",
    "fault.webhooks.page": "a web page",
    callerLabel: "My telephone",
    from: "The caller’s number",
    typedNumber: "Number, with its country code",
    to: "Line called",
    call: "Call",
    answer: "Pick up",
    reject: "Refuse",
    hangUp: "Hang up",
    texts: "Messages received",
    speak: "Say",
    sentence: "Speak here…",
    keypad: "Keypad",
    key: "Key",
    withheld: "Withheld number",
    mobile: "Mobile, mainland",
    landline: "Landline, mainland",
    reunion: "Réunion",
    guadeloupe: "Guadeloupe",
    polynesia: "French Polynesia",
    otherNumber: "Another number…",
    idle: "Idle",
    ringing: "Ringing",
    calling: "Calling…",
    talking: "On the line",
    joined: "Connected",
    ringsHere: "is ringing: go there",
    "heard.play": "♪ music",
    "heard.tones": "tones",
    "heard.ringback": "It is ringing…",
    "heard.joined": "Connected",
    "heard.parted": "The other person has left",
    "heard.stopped": "It stops ringing",
    "heard.ended": "Call ended",
    "heard.answered": "Picked up",
    "heard.key": "Key",
    by_voice: "The other person",
    by_spoke: "You",
    by_carrier: "The carrier",
    by_say: "The line",
  },
};

let language = localStorage.getItem("language") === "en" ? "en" : "fr";

export function word(name) {
  return WORDS[language][name] ?? name;
}

export function currentLanguage() {
  return language;
}

export function switchLanguage() {
  language = language === "fr" ? "en" : "fr";
  localStorage.setItem("language", language);
}

export function translate(root) {
  for (const element of root.querySelectorAll("[data-word]")) {
    element.textContent = word(element.dataset.word);
  }
  if (root === document) {
    document.documentElement.lang = language;
    document.title = word("title");
  }
}

// +33612345678 is read as 06 12 34 56 78; others keep their country code, in groups.
export function spoken(number) {
  const french = /^\+33(\d)(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(number);
  if (french) return `0${french.slice(1).join(" ")}`;
  const overseas = /^\+(262|590|594|596|508|687|689)(\d+)$/.exec(number);
  if (overseas) return `+${overseas[1]} ${overseas[2].replace(/(\d{3})(?=\d)/, "$1 ").replace(/(\d{2})(?=(\d{2})+$)/g, "$1 ")}`;
  return number;
}
