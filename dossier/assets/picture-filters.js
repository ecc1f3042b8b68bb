// Filters a picture and its table by the values that a reader presses, and keeps them in the
// address. Of one sort, any value will do (people or places); of several, all sorts must fit.

import { language } from "./page.js";

function values(element) {
  const found = new Map();
  for (const one of element.dataset.is.split(" ")) {
    const [key, value] = one.split(":");
    found.set(key, [...(found.get(key) ?? []), value]);
  }
  return found;
}

export class Filters {
  #chosen = new Map();

  constructor(root, tools, changed) {
    this.root = root;
    this.changed = changed;
    this.count = tools.querySelector("[data-shown]");
    this.drawn = tools.querySelector("[data-drawn]");
    this.nothing = root.querySelector("[data-nothing]");
    this.marked = [...root.querySelectorAll("[data-is]")].map((element) => ({
      element,
      values: values(element),
      tie: element.hasAttribute("data-edge"),
      faint: element.matches("svg.dossier-network [data-place]"),
    }));
    this.ties = [...root.querySelectorAll("[data-edge]")];
    this.lists = [...root.querySelectorAll("[data-facet]")];
    this.number = new Intl.NumberFormat(language());
    for (const list of this.lists) {
      for (const item of list.children) this.#pressable(list.dataset.facet, item);
    }
    const reset = tools.querySelector("[data-reset]");
    reset.addEventListener("click", () => this.#choose(new Map()));
    reset.hidden = this.count.parentElement.hidden = !this.lists.length;
  }

  restore() {
    const asked = new URLSearchParams(location.search);
    const chosen = new Map();
    for (const list of this.lists) {
      const offered = [...list.children].map(({ dataset }) => dataset.value);
      const known = (asked.get(list.dataset.facet) ?? "").split(",").filter((one) => offered.includes(one));
      if (known.length) chosen.set(list.dataset.facet, new Set(known));
    }
    this.#chosen = chosen;
    this.#show();
  }

  #pressable(key, item) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...item.childNodes);
    item.append(button);
    button.addEventListener("click", () => {
      const chosen = new Map(this.#chosen);
      const of = new Set(chosen.get(key));
      if (!of.delete(item.dataset.value)) of.add(item.dataset.value);
      if (of.size) chosen.set(key, of);
      else chosen.delete(key);
      this.#choose(chosen);
    });
  }

  #choose(chosen) {
    this.#chosen = chosen;
    this.#show();
    const address = new URL(location.href);
    for (const { dataset } of this.lists) {
      const of = chosen.get(dataset.facet);
      if (of) address.searchParams.set(dataset.facet, [...of].join(","));
      else address.searchParams.delete(dataset.facet);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  // A tie need not have a value of every sort: what it ties has them.
  #fits({ tie, values: known }) {
    return [...this.#chosen].every(([key, wanted]) =>
      known.has(key) ? known.get(key).some((one) => wanted.has(one)) : tie,
    );
  }

  #show() {
    for (const one of this.marked) {
      const out = !this.#fits(one);
      one.element.classList.toggle("is-out", out);
      if (one.faint) this.#reach(one.element, !out);
    }
    this.#ties();
    for (const list of this.lists) {
      const of = this.#chosen.get(list.dataset.facet);
      for (const { dataset, firstElementChild: button } of list.children) {
        button.setAttribute("aria-pressed", of?.has(dataset.value) ?? false);
      }
    }
    this.#groups();
    const shown = this.root.querySelectorAll("tr[data-is]:not(.is-out)").length;
    this.count.textContent = this.number.format(shown);
    const drawn = "[data-node][data-is]:not(.is-out)";
    if (this.drawn) this.drawn.textContent = this.number.format(this.root.querySelectorAll(drawn).length);
    if (this.nothing) this.nothing.hidden = shown > 0;
    this.changed(this.#chosen.size > 0);
  }

  // What is faint is there for the eye alone.
  #reach(mark, reached) {
    for (const [name, value] of [["tabindex", -1], ["aria-hidden", true]]) {
      if (reached) mark.removeAttribute(name);
      else mark.setAttribute(name, value);
    }
  }

  // A tie is shown where it fits itself, and all that it ties is shown.
  #ties() {
    const nodes = new Map();
    for (const one of this.root.querySelectorAll("[data-node]:not([data-crowd])")) {
      nodes.set(one.dataset.node, nodes.get(one.dataset.node) || one.classList.contains("is-out"));
    }
    for (const tie of this.ties) {
      if (tie.closest("[data-node]")) continue; // a mark in a row goes with its row
      const ends = tie.dataset.edge.split(" ");
      if (ends.some((one) => nodes.get(one))) tie.classList.add("is-out");
    }
  }

  // A heading of nothing is left out.
  #groups() {
    for (const list of this.root.querySelectorAll(".dossier-timeline-rows")) {
      const empty = !list.querySelector(":scope > :not(.is-out)");
      const heading = list.previousElementSibling;
      if (heading?.matches(".dossier-timeline-group")) heading.classList.toggle("is-out", empty);
    }
  }
}
