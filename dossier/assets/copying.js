// Lets a reader copy the link to a quote or a paragraph, a quote with its citation, and words of the
// text without the notes that stand beside them.

import { onPage } from "./page.js";
import { oneLine, wordsOf } from "./quotes.js";
import words from "./words.js";

const SAID = 2000; // ms
const AT_ONCE = 500; // notes that are completed without a pause

function addressOf(fragment) {
  return `${location.origin}${location.pathname}#${fragment}`;
}

// A quote's words, in the place of those that it leaves out an ellipsis.
function quoted(text, key) {
  let told = "";
  let before;
  for (const mark of wordsOf(text, key)) {
    if (before) told += between(before, mark);
    told += mark.textContent;
    before = mark;
  }
  return told.replace(/\s+/g, " ").trim();
}

function between(before, mark) {
  const [from, to] = [before, mark].map((one) => one.closest("p"));
  if (from === to) return wordsFrom(before, mark).trim() ? " […] " : wordsFrom(before, mark);
  const left = wordsFrom(before, null, from) + wordsFrom(null, mark, to);
  return left.trim() ? " […] " : " ";
}

function wordsFrom(before, mark, paragraph) {
  const range = document.createRange();
  if (before) range.setStartAfter(before);
  else range.setStart(paragraph, 0);
  if (mark) range.setEndBefore(mark);
  else range.setEnd(paragraph, paragraph.childNodes.length);
  return range.toString();
}

function withCitation(text, key) {
  const citation = text.closest(".dossier").querySelector(".dossier-citing dd");
  const quote = words.quoted.replace("{quote}", () => quoted(text, key));
  return `${quote} — ${citation ? `${oneLine(citation)} ` : ""}${addressOf(key)}`;
}

function button(sort, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset.copy = sort;
  made.textContent = made.title = label;
  return made;
}

function complete(notes) {
  for (const note of notes.slice(0, AT_ONCE)) {
    const row = document.createElement("div");
    row.className = "dossier-copying";
    row.append(button("link", words.copy_link));
    if (note.querySelector(".dossier-ref")) row.append(button("quote", words.copy_quote));
    note.append(row);
  }
  if (notes.length > AT_ONCE) setTimeout(() => complete(notes.slice(AT_ONCE)));
}

function enhance(text) {
  complete([...text.querySelectorAll(".dossier-margin-note")]);
  const status = document.createElement("p");
  status.className = "dossier-unseen dossier-copy-status";
  status.setAttribute("role", "status");
  text.after(status);
}

async function copy(told, element) {
  let said = words.copied;
  try {
    await navigator.clipboard.writeText(told);
  } catch {
    said = words.not_copied;
  }
  say(said, element);
}

// Beside what was pressed for the eye, and politely for the ear.
function say(said, element) {
  const status = document.querySelector(".dossier-copy-status");
  const bubble = document.createElement("span");
  bubble.className = "dossier-copied";
  bubble.ariaHidden = "true";
  bubble.textContent = said;
  element.append(bubble);
  status.textContent = said;
  setTimeout(() => {
    bubble.remove();
    status.textContent = "";
  }, SAID);
}

// A selection that begins in a note may hold notes; any other is of the text.
function leaveOutNotes(text, begun) {
  const within = text.parentElement.contains(begun);
  const note = begun.closest(".dossier-margin");
  text.classList.toggle("is-selected", within && !note);
}

document.addEventListener("selectionchange", () => {
  const text = document.querySelector(".dossier-text");
  const { anchorNode: begun, isCollapsed } = document.getSelection();
  if (text && begun && !isCollapsed) leaveOutNotes(text, begun.parentElement ?? begun);
});

document.addEventListener("pointerdown", ({ target }) => {
  const text = target.closest?.(".dossier-margin")?.closest(".dossier-text");
  if (text) leaveOutNotes(text, target);
});

document.addEventListener("click", (event) => {
  if (!navigator.clipboard) return;
  const pressed = event.target.closest?.("[data-copy], .dossier-permalink");
  const text = document.querySelector(".dossier-text");
  if (!pressed || !text || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (pressed.matches(".dossier-permalink")) {
    copy(pressed.href, pressed); // and the link leads there
    return;
  }
  const key = pressed.closest("[data-quote]").dataset.quote;
  copy(pressed.dataset.copy === "link" ? addressOf(key) : withCitation(text, key), pressed);
});

onPage(() => {
  if (!navigator.clipboard) return; // a page that came without encryption
  for (const text of document.querySelectorAll(".dossier-text:not([data-copying])")) {
    text.dataset.copying = "yes";
    enhance(text);
  }
});
