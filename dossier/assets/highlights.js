// Lights up a quote's words in the text while its note is pointed at, and the note while its
// words are; folds the notes away where there is no room for them beside the text.

import { land } from "./long-texts.js";
import { onPage } from "./page.js";
import { besideText, keysAt, partsOf, reveal } from "./quotes.js";

const FOLD = ".dossier-notes-fold"; // no <details>: Material takes a tenth of a millisecond for each

function light(text, target, on) {
  for (const key of keysAt(target.closest?.("[data-quotes], [data-quote]"))) {
    for (const one of partsOf(text, key)) one.classList.toggle("is-lit", on);
  }
}

// A browser that finds words in folded notes unfolds them, and so it does with what an address names.
function unfold(margin, open) {
  const button = margin.querySelector(FOLD);
  if (button.ariaExpanded === String(open)) return;
  button.ariaExpanded = String(open);
  margin.querySelector(".dossier-notes").hidden = open ? false : "until-found";
}

function fold(text, open) {
  const named = document.getElementById(location.hash.slice(1));
  for (const margin of text.querySelectorAll(".dossier-margin")) unfold(margin, open || margin.contains(named));
  if (open && text.dataset.at) reveal(text, text.dataset.at);
}

function toggle({ target }) {
  const button = target.closest(FOLD);
  if (button) unfold(button.parentElement, button.ariaExpanded === "false");
}

// Where one folded note is shown alone, the others come with it before they all go.
function unfoldRest(event) {
  const more = event.target.closest(".is-passing > summary")?.parentElement;
  if (!more) return;
  event.preventDefault();
  more.classList.remove("is-passing");
}

function enhance(text) {
  for (const [event, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
    text.addEventListener(event, ({ target }) => light(text, target, on));
  }
  text.addEventListener("click", unfoldRest);
  text.addEventListener("click", toggle);
  text.addEventListener("beforematch", ({ target }) => {
    if (target.matches(".dossier-notes")) unfold(target.parentElement, true);
  });
  let beside = besideText(text);
  fold(text, beside);
  text.dataset.enhanced = "yes";
  if (text.matches(".is-long")) land(text);
  new ResizeObserver(() => {
    if (beside === besideText(text)) return;
    beside = !beside;
    fold(text, beside);
  }).observe(text);
}

window.addEventListener("hashchange", () => {
  for (const text of document.querySelectorAll(".dossier-text.is-long")) land(text);
});

onPage(() => {
  for (const text of document.querySelectorAll(".dossier-text:not([data-enhanced])")) enhance(text);
});
