// Lights up a quote's words in the text while its note is pointed at, and the note while its
// words are; folds the notes away where there is no room for them beside the text.

import { land } from "./long-texts.js";
import { onPage } from "./page.js";
import { besideText, keysAt, partsOf, reveal } from "./quotes.js";

function light(text, target, on) {
  for (const key of keysAt(target.closest?.("[data-quotes], [data-quote]"))) {
    for (const one of partsOf(text, key)) one.classList.toggle("is-lit", on);
  }
}

function fold(text, open) {
  for (const notes of text.querySelectorAll(".dossier-margin > details")) notes.open = open;
  if (open && text.dataset.at) reveal(text, text.dataset.at);
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
