// Shows the notes on marked words in a drawer where there is no room for them beside the text.

import { onPage } from "./page.js";
import { step } from "./quote-steps.js";
import { besideText, keysAt, noteOn, reveal, wordsOf } from "./quotes.js";

const MARKED = ".dossier-mark, .dossier-cite";

class Drawer {
  constructor(text, element) {
    this.text = text;
    this.element = element;
    this.list = element.querySelector("ol");
    this.opener = null;
    text.addEventListener("click", (event) => this.#onClick(event));
    text.addEventListener("keydown", (event) => this.#onEnter(event));
    text.addEventListener("dossier:quote", ({ detail }) => {
      if (element.open) this.#show([detail], wordsOf(text, detail)[0]);
    });
    element.addEventListener("click", ({ target }) => this.#onButton(target));
    new ResizeObserver(() => {
      if (element.open && besideText(text)) this.close();
    }).observe(text);
  }

  close() {
    this.element.close();
    this.opener?.focus({ preventScroll: true });
  }

  #open(keys, opener) {
    if (!opener.matches("a")) opener.tabIndex = -1;
    this.#show(keys, opener);
    this.element.focus({ preventScroll: true });
  }

  #show(keys, opener) {
    const within = this.list.contains(document.activeElement);
    this.opener = opener;
    this.list.replaceChildren(...keys.map((key) => this.#copy(key)).filter(Boolean));
    if (!this.element.open) this.element.show();
    if (within) this.element.focus({ preventScroll: true });
    this.element.scrollTop = 0;
    opener.scrollIntoView({ block: "nearest" }); // not behind the drawer
  }

  #copy(key) {
    const note = noteOn(this.text, key)?.cloneNode(true);
    note?.removeAttribute("id");
    note?.classList.remove("is-lit", "is-current");
    return note;
  }

  #onClick(event) {
    const marked = event.target.closest(MARKED);
    const held = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
    if (event.defaultPrevented || held || event.target.closest("a:not(.dossier-cite), summary, button")) return;
    if (!window.getSelection().isCollapsed) return; // somebody selects the words
    if (!marked) {
      if (this.element.open) this.element.close();
    } else if (!besideText(this.text)) {
      event.preventDefault();
      this.#open(keysAt(marked), marked);
    } else if (marked.matches(".dossier-mark")) {
      for (const key of keysAt(marked)) reveal(this.text, key);
    }
  }

  // Words on which the keyboard has come by J or K.
  #onEnter(event) {
    if (event.key !== "Enter" || !event.target.matches(".dossier-mark")) return;
    const keys = keysAt(event.target);
    const current = keys.find((key) => key === this.text.dataset.at) ?? keys[0];
    event.preventDefault();
    if (!besideText(this.text)) {
      this.#open(keys, event.target);
      return;
    }
    reveal(this.text, current);
    const note = noteOn(this.text, current);
    (note.querySelector(".dossier-ref") ?? note.querySelector("a[href]")).focus(); // an editor's own has no claim
  }

  #onButton(target) {
    const button = target.closest("button");
    if (button?.dataset.step) step(this.text, Number(button.dataset.step));
    else if (button?.hasAttribute("data-close")) this.close();
  }
}

const drawers = new Set();

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  for (const drawer of drawers) if (drawer.element.isConnected && drawer.element.open) drawer.close();
});

onPage(() => {
  for (const drawer of drawers) if (!drawer.element.isConnected) drawers.delete(drawer);
  for (const element of document.querySelectorAll(".dossier-drawer:not([data-enhanced])")) {
    element.dataset.enhanced = "yes";
    drawers.add(new Drawer(element.parentElement.querySelector(".dossier-text"), element));
  }
});
