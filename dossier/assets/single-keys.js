// Lets a reader switch off all keys that act alone, the theme's own too, by a box in the foot of
// every page (WCAG 2.1.4): who speaks to the computer, or hits a key by chance, triggers none.

import { onPage } from "./page.js";
import words from "./words.js";

const SETTING = "dossier.quote-keys";
const THEMES = new Set(["n", "p", "f", "s", ",", ".", "/"]); // Material's: pages, and the search
const TYPED = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])";
const BOXES = ".dossier-keys input, .dossier-single-keys input";

let kept; // where a browser stores nothing, the choice holds for this page

export function areKeysOn() {
  try {
    kept = localStorage.getItem(SETTING) ?? kept;
  } catch {
    // A browser that keeps nothing.
  }
  return kept !== "off";
}

// Whether a key is pressed alone, and not to type.
export function isAlone(event) {
  const held = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
  return !held && !event.target.closest?.(TYPED);
}

function switchKeys(on) {
  kept = on ? "on" : "off";
  try {
    localStorage.setItem(SETTING, kept);
  } catch {
    // See above.
  }
  show();
}

function show() {
  for (const box of document.querySelectorAll(BOXES)) box.checked = areKeysOn();
}

function boxInFoot(foot) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  label.className = "dossier-single-keys";
  box.type = "checkbox";
  label.append(box, ` ${words.single_keys}`);
  foot.append(label);
}

document.addEventListener("change", ({ target }) => {
  if (target.matches?.(BOXES)) switchKeys(target.checked);
});

// The theme listens at the window, last of all.
document.addEventListener("keydown", (event) => {
  if (THEMES.has(event.key) && isAlone(event) && !areKeysOn()) event.stopPropagation();
});

onPage(() => {
  const foot = document.querySelector(".md-footer-meta__inner:not(:has(.dossier-single-keys))");
  if (foot) boxInFoot(foot);
  show();
});
