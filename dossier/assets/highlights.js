// Lights up a quote's words in the text while its note is pointed at, and the note while its
// words are; folds the notes away on narrow screens, where they would stand between paragraphs.

const NARROW = "(max-width: 59.9375em)";

function lit(text, key, on) {
  for (const element of text.querySelectorAll("[data-quotes], [data-quote]")) {
    const keys = (element.dataset.quotes ?? element.dataset.quote).split(" ");
    if (keys.includes(key)) element.classList.toggle("is-lit", on);
  }
}

function keysAt(target) {
  const element = target.closest?.("[data-quotes], [data-quote]");
  return element ? (element.dataset.quotes ?? element.dataset.quote).split(" ") : [];
}

function enhance(text) {
  if (text.dataset.enhanced) return;
  text.dataset.enhanced = "yes";
  for (const [event, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
    text.addEventListener(event, ({ target }) => {
      for (const key of keysAt(target)) lit(text, key, on);
    });
  }
  if (window.matchMedia(NARROW).matches) {
    for (const notes of text.querySelectorAll(".dossier-margin details")) notes.open = false;
  }
}

function start() {
  for (const text of document.querySelectorAll(".dossier-text")) enhance(text);
}

// Material's instant navigation replaces the page without loading it: `document$` tells of both.
if (window.document$) window.document$.subscribe(start);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
