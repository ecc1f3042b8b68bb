// Leads from quote to quote of a source's text: by J and K, and by two buttons below the text, which
// appear with the first step.

import { layOutAround } from "./long-texts.js";
import { onPage } from "./page.js";
import { noteOn, notesOf, oneLine, quotesOf, setCurrent, wordsOf } from "./quotes.js";
import { areKeysOn, isAlone } from "./single-keys.js";
import words from "./words.js";

const KEYS = { j: 1, k: -1 };
const PAUSE = 200; // ms: Safari refuses more than 100 changes of the address in 30 seconds

let waiting;

// Goes to the next quote (`by` 1) or the previous one (-1); the keyboard goes along if `focus`.
export function step(text, by, { focus = false } = {}) {
  const keys = quotesOf(text);
  if (!keys.length) return;
  const at = keys.indexOf(text.dataset.at);
  const next = at >= 0 && isSeen(placeOf(text, keys[at])) ? at + by : nearest(text, keys, by);
  const number = Math.min(Math.max(next, 0), keys.length - 1);
  const key = keys[number];
  const place = placeOf(text, key);
  setCurrent(text, key);
  tell(text, key, number + 1, keys.length);
  if (focus) {
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }
  layOutAround(place);
  place.scrollIntoView({ block: "center", behavior: "instant" });
  keepAddress(text, key);
  text.dispatchEvent(new CustomEvent("dossier:quote", { detail: key }));
}

function placeOf(text, key) {
  return wordsOf(text, key)[0];
}

function isSeen(place) {
  const { top, bottom } = place.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}

// Whoever has scrolled away goes on from what is on the screen. The quotes of the passages above it
// are not looked at: there may be thousands.
function nearest(text, keys, by) {
  const passages = notesOf(text).map((note) => note.closest(".dossier-passage"));
  const edge = parseFloat(getComputedStyle(passages[0]).scrollMarginTop) || 0; // the theme's header
  let [below, over] = [0, keys.length];
  while (below < over) {
    const middle = (below + over) >> 1;
    if (passages[middle].getBoundingClientRect().bottom > edge) over = middle;
    else below = middle + 1;
  }
  while (below < keys.length && placeOf(text, keys[below]).getBoundingClientRect().top < edge) below += 1;
  if (below === keys.length) return keys.length - 1;
  return by > 0 ? below : below - 1;
}

function barOf(text) {
  return text.parentElement.querySelector(".dossier-steps");
}

function tell(text, key, number, count) {
  const bar = barOf(text);
  const place = words.quote_of.replace("{n}", number).replace("{count}", count);
  bar.querySelector("[data-place]").textContent = number;
  bar.querySelector("[role=status]").textContent = `${place}: ${oneLine(noteOn(text, key).querySelector("p"))}`;
}

function keepAddress(text, key) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (text.isConnected) history.replaceState(history.state, "", `#${key}`);
  }, PAUSE);
}

// The quote that the address names, if it names one.
function arrive(text) {
  if (!location.hash) return;
  const keys = quotesOf(text);
  const at = keys.indexOf(location.hash.slice(1));
  if (at < 0) return;
  setCurrent(text, keys[at]);
  barOf(text).querySelector("[data-place]").textContent = at + 1;
}

// Other letters than Latin ones stand on the same keys.
function letter({ key, code }) {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, "").toLowerCase();
}

function enhance(bar) {
  const text = bar.parentElement.querySelector(".dossier-text");
  const start = bar.parentElement.querySelector(".dossier-start");
  bar.dataset.enhanced = "yes";
  for (const one of [bar, start, start.parentElement.querySelector(".dossier-keys")]) one.hidden = false;
  start.addEventListener("click", () => step(text, 1, { focus: true }));
  bar.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-step]");
    if (button) step(text, Number(button.dataset.step));
  });
  arrive(text);
}

document.addEventListener("keydown", (event) => {
  const by = KEYS[letter(event)];
  if (!by || event.defaultPrevented || !isAlone(event)) return;
  const text = document.querySelector(".dossier-text");
  if (!text || !barOf(text) || !areKeysOn()) return;
  event.preventDefault();
  step(text, by, { focus: !event.target.closest?.("dialog") });
});

window.addEventListener("hashchange", () => {
  for (const bar of document.querySelectorAll(".dossier-steps")) arrive(bar.parentElement.querySelector(".dossier-text"));
});

onPage(() => {
  for (const bar of document.querySelectorAll(".dossier-steps:not([data-enhanced])")) enhance(bar);
});
