// What the scripts on a source's page share: the quotes of a text by their keys, and their notes.

const QUOTED = ".dossier-margin-note[data-quote^='q-']"; // a note on a quote, not an editor's own

// The keys of the quotes that an element of the text belongs to: marked words, a number, a note.
export function keysAt(element) {
  return element ? (element.dataset.quotes ?? element.dataset.quote).split(" ") : [];
}

// All that belongs to a quote: its words, its number and its note.
export function partsOf(text, key) {
  const name = CSS.escape(key);
  return text.querySelectorAll(`[data-quotes~="${name}"], [data-quote="${name}"]`);
}

export function wordsOf(text, key) {
  return text.querySelectorAll(`[data-quotes~="${CSS.escape(key)}"]`);
}

export function noteOn(text, key) {
  return text.querySelector(`.dossier-margin-note[data-quote="${CSS.escape(key)}"]`);
}

// The notes on all quotes in the order of the text.
export function notesOf(text) {
  return [...text.querySelectorAll(QUOTED)];
}

export function quotesOf(text) {
  return notesOf(text).map((note) => note.dataset.quote);
}

// Whether the notes stand beside the text; where there is no room, they are folded below it.
export function besideText(text) {
  const button = text.querySelector(".dossier-notes-fold");
  return !button || getComputedStyle(button).display === "none";
}

// Marks a quote as the one that is read, and shows its note where the notes stand beside. A note that
// is folded comes out alone, and goes in with the next step: all would tear the text apart.
export function setCurrent(text, key) {
  for (const one of text.querySelectorAll(".is-current")) one.classList.remove("is-current");
  for (const one of partsOf(text, key)) one.classList.add("is-current");
  text.dataset.at = key;
  if (!besideText(text)) return;
  const folded = foldOf(text, key);
  for (const one of text.querySelectorAll(".dossier-more.is-passing")) {
    if (one === folded) continue;
    one.classList.remove("is-passing");
    one.open = false;
  }
  if (!folded || folded.open) return;
  folded.classList.add("is-passing");
  folded.open = true;
}

function foldOf(text, key) {
  return noteOn(text, key)?.closest("details.dossier-more");
}

export function reveal(text, key) {
  const folded = foldOf(text, key);
  if (!folded) return;
  folded.classList.remove("is-passing");
  folded.open = true;
}

export function oneLine(element) {
  return element.textContent.replace(/\s+/g, " ").trim();
}
