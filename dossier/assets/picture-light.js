// Lights up the mark that is pointed at or focused, with what it is tied to, and shows its words
// where the picture has no room for them.

const GAP = 8; // px, between a mark and its words
const RESTS = 60; // ms: a pointer that only passes by lights up nothing
const STAYS = 150; // ms: time enough to reach them

function keys(element, name) {
  return (element.dataset[name] ?? "").split(" ").filter(Boolean);
}

function add(table, key, element) {
  if (!table.has(key)) table.set(key, new Set());
  table.get(key).add(element);
}

// All that is written on a mark where it is seen, without the spaces between its lines.
function written(element) {
  const seen = [...element.querySelectorAll("text")].filter((one) => one.checkVisibility());
  return seen.map((one) => one.textContent).join("").replace(/\s/g, "");
}

export class Light {
  #nodes = new Map();
  #edges = new Map();
  #at = null;
  #timer = 0;

  constructor(picture) {
    this.picture = picture;
    for (const one of picture.querySelectorAll("[data-node]")) {
      for (const key of keys(one, "node")) add(this.#nodes, key, one);
    }
    for (const one of picture.querySelectorAll("[data-area]")) add(this.#nodes, one.dataset.area, one);
    for (const one of picture.querySelectorAll("[data-edge]")) {
      for (const key of keys(one, "edge")) add(this.#edges, key, one);
    }
    this.near = new Map();
    for (const one of picture.querySelectorAll("[data-near]")) {
      for (const other of keys(one, "near")) {
        for (const key of keys(one, "node")) {
          add(this.near, key, other);
          add(this.near, other, key);
        }
      }
    }
    for (const title of picture.querySelectorAll(":is(a, g, path) > title")) this.#takeOver(title);
    picture.addEventListener("pointerover", ({ target }) => this.#point(target, RESTS));
    picture.addEventListener("pointerleave", () => this.#soon());
    picture.addEventListener("focusin", ({ target }) => {
      if (target.matches(":focus-visible")) this.#point(target);
    });
    picture.addEventListener("focusout", () => this.#soon());
    document.addEventListener("keydown", (event) => this.#escape(event));
    // Words would stay where their mark was.
    const scrolled = ({ target }) => target.contains(picture) && this.tip?.remove();
    document.addEventListener("scroll", scrolled, { capture: true, passive: true });
  }

  // The browser's own tooltip comes late, to the mouse alone, and lies upon ours.
  #takeOver(title) {
    const mark = title.parentElement;
    if (!mark.closest("[data-node], [data-edge]")) return;
    if (mark.localName === "a") {
      if (!mark.hasAttribute("aria-label")) mark.setAttribute("aria-label", title.textContent);
    } else mark.dataset.words = title.textContent;
    title.remove();
  }

  #point(target, rests = 0) {
    const on = target.closest?.("[data-edge], a");
    const mark = on?.closest("[data-edge], [data-node]");
    if (!mark || !this.picture.contains(mark)) {
      this.#soon();
      return;
    }
    clearTimeout(this.#timer);
    if (mark === this.#at) return;
    this.#timer = setTimeout(() => this.#light(mark, on), rests);
  }

  #light(mark, on) {
    this.#away();
    this.#at = mark;
    for (const one of this.#tied(mark)) one.classList.add("is-lit");
    this.picture.classList.add("is-lighting");
    this.#say(mark, on);
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#away(), STAYS);
  }

  #away() {
    clearTimeout(this.#timer);
    if (!this.#at) return;
    this.#at = null;
    this.picture.classList.remove("is-lighting");
    for (const one of this.picture.querySelectorAll(".is-lit")) one.classList.remove("is-lit");
    this.tip?.remove();
  }

  #escape(event) {
    if (event.key !== "Escape" || !this.tip?.isConnected) return;
    event.preventDefault();
    this.#away();
  }

  // Of a thing: its ties, and what stands at their ends. Of a tie: its ends, and where one of these
  // is not drawn (the source of reports), all ties that share it.
  #tied(mark) {
    const found = new Set([mark]);
    const take = (table, key) => {
      for (const one of table.get(key) ?? []) found.add(one);
    };
    for (const key of keys(mark, "node")) {
      take(this.#nodes, key);
      take(this.#edges, key);
      this.#ends(key).forEach((end) => take(this.#nodes, end));
      for (const other of this.near.get(key) ?? []) take(this.#nodes, other);
    }
    for (const key of keys(mark, "edge")) {
      if (this.#nodes.has(key)) take(this.#nodes, key);
      else {
        take(this.#edges, key);
        this.#ends(key).forEach((end) => take(this.#nodes, end));
      }
    }
    return found;
  }

  // What all ties of a thing lead to, itself among it.
  #ends(key) {
    return [...(this.#edges.get(key) ?? [])].flatMap((tie) => keys(tie, "edge"));
  }

  // Its words

  #say(mark, on) {
    const told = this.#words(mark, on);
    if (!told) return;
    this.tip ??= this.#made();
    this.tip.textContent = told;
    (this.picture.closest(".dossier-stage") ?? this.picture.closest(".dossier")).append(this.tip);
    this.tip.showPopover?.();
    const { top, bottom, left, width } = on.getBoundingClientRect();
    const own = this.tip.getBoundingClientRect();
    const view = document.documentElement;
    const x = Math.min(left + width / 2 - own.width / 2, view.clientWidth - own.width - GAP);
    const above = top - own.height - GAP;
    this.tip.style.left = `${Math.max(x, GAP)}px`;
    this.tip.style.top = `${above < GAP ? bottom + GAP : above}px`;
  }

  #words(mark, on) {
    if (mark.dataset.edge !== undefined) return mark.getAttribute("aria-label") ?? mark.dataset.words;
    if (on.closest("svg") === null) return ""; // a name in a row is whole
    const label = mark.getAttribute("aria-label");
    if (mark.matches(".dossier-map-mark")) return label;
    const name = mark.dataset.name ?? label;
    return written(mark) === name.replace(/\s/g, "") ? "" : name;
  }

  #made() {
    const tip = document.createElement("div");
    tip.className = "dossier-tip";
    tip.popover = "manual";
    tip.dir = "auto";
    tip.setAttribute("role", "tooltip");
    tip.setAttribute("aria-hidden", "true"); // a mark's name says the same
    tip.addEventListener("pointerenter", () => clearTimeout(this.#timer));
    tip.addEventListener("pointerleave", () => this.#soon());
    return tip;
  }
}
