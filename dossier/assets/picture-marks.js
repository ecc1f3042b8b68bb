// Draws the marks of a picture anew where it is enlarged or filtered. On a map or in a network: as
// large as before, apart where they shared one mark, with the names that have room by now. In the
// matrix: the rows that are left, one below the other.

import { language } from "./page.js";
import words from "./words.js";

const TARGET = 24; // px: nearer than this, places share a mark, as in `world_map.lay_out`
const LINE = 1.3;
const LONGEST = [40, 16];
const PLACE = ["x", "y", "text-anchor"];
const pen = document.createElement("canvas").getContext("2d");

function cut(name, longest) {
  return name.length <= longest ? name : `${name.slice(0, longest - 1).trimEnd()}…`;
}

function covers(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

class Mark {
  constructor(element, picture) {
    this.element = element;
    const [x, y, reach] = element.dataset.place.split(" ").map(Number);
    Object.assign(this, { x, y, reach, key: element.dataset.node, name: element.dataset.name });
    this.text = element.querySelector(":scope > text");
    this.drawn = this.text && [this.text.textContent, ...PLACE.map((one) => this.text.getAttribute(one))];
    this.label = element.getAttribute("aria-label");
    this.href = element.href.baseVal;
    const id = CSS.escape(this.key);
    this.area = picture.querySelector(`[data-area="${id}"]:not(a *, [data-crowd] *)`);
    this.crowd = picture.querySelector(`a[data-crowd][data-node~="${id}"]`);
    this.others = [];
  }

  get out() {
    return this.element.classList.contains("is-out");
  }

  show(shown) {
    for (const one of [this.element, this.area]) {
      if (shown) one?.removeAttribute("display");
      else one?.setAttribute("display", "none");
    }
  }

  // As large as ever, in a drawing that is enlarged.
  size(level) {
    const { x, y } = this;
    const smaller = `translate(${x} ${y}) scale(${1 / level}) translate(${-x} ${-y})`;
    for (const one of [this.element, this.area]) {
      if (level > 1) one?.setAttribute("transform", smaller);
      else one?.removeAttribute("transform");
    }
  }

  // What the mark stands for: itself, or others with it, which are listed below the map.
  stand(others) {
    this.others = others;
    const names = [this, ...others].map(({ name }) => name).join(", ");
    this.element.setAttribute("aria-label", others.length ? names : this.label);
    this.element.setAttribute("href", others.length && this.crowd ? this.crowd.href.baseVal : this.href);
  }

  write(words, x, y, anchor) {
    if (!this.text) {
      this.text = document.createElementNS(this.element.namespaceURI, "text");
      if (this.element.matches(".dossier-node")) this.text.setAttribute("class", "dossier-name");
      this.element.append(this.text);
    }
    this.text.removeAttribute("display");
    this.text.textContent = words;
    [x, y, anchor].forEach((value, at) => this.text.setAttribute(PLACE[at], value));
  }

  unname() {
    this.text?.setAttribute("display", "none");
  }

  restore() {
    this.show(!this.crowd);
    this.stand([]);
    if (this.drawn) this.write(...this.drawn);
    else this.unname();
  }
}

export class Marks {
  #level = 1;
  #narrowed = false;

  constructor(picture, frame) {
    this.picture = picture;
    this.frame = frame;
    this.crowds = [...picture.querySelectorAll("[data-crowd]")];
    const marks = [...picture.querySelectorAll("a[data-place]:not([data-crowd])")];
    this.marks = marks.map((one) => new Mark(one, picture));
    this.shared = picture.matches(".dossier-map");
    this.number = new Intl.NumberFormat(language());
  }

  enlarge(level) {
    this.#level = Math.max(level, 1);
    this.#draw();
  }

  narrow(narrowed) {
    if (!narrowed && !this.#narrowed) return;
    this.#narrowed = narrowed;
    this.#draw();
  }

  #draw() {
    const plain = this.#level === 1 && !this.#narrowed;
    const focused = this.picture.contains(document.activeElement);
    for (const one of this.crowds) {
      if (plain) one.removeAttribute("display");
      else one.setAttribute("display", "none");
    }
    for (const one of this.marks) one.size(this.#level);
    if (plain) for (const one of this.marks) one.restore();
    else this.#name(this.#apart());
    // What had the focus may have gone into another mark.
    if (focused && !document.activeElement.checkVisibility?.()) this.frame.focus({ preventScroll: true });
  }

  // Returns the marks that are shown: in a map, one for all that would cover each other.
  #apart() {
    const leading = [];
    for (const one of this.marks) {
      // In a network, what is left out is faint: where the others stand says something only beside it.
      one.show(one.out && !this.shared);
      if (one.out) {
        one.unname();
        continue;
      }
      const near = ({ x, y }) =>
        Math.max(Math.abs(x - one.x), Math.abs(y - one.y)) * this.#level < TARGET;
      const leader = this.shared ? leading.find(({ mark }) => near(mark)) : null;
      if (leader) leader.others.push(one);
      else leading.push({ mark: one, others: [] });
    }
    for (const { mark, others } of leading) {
      mark.stand(others);
      mark.show(true);
    }
    return leading.map(({ mark }) => mark);
  }

  #name(marks) {
    const style = getComputedStyle(this.marks.find(({ text }) => text)?.text ?? this.picture);
    const size = parseFloat(style.fontSize);
    pen.font = `${style.fontSize} ${style.fontFamily}`;
    const { width, height } = this.picture.viewBox.baseVal;
    const whole = { right: width * this.#level, bottom: height * this.#level };
    const taken = marks.map(({ x, y, reach }) => this.#box(x, y, -reach, -reach, 2 * reach, 2 * reach));
    marks.forEach((mark, at) => {
      const free = (box) =>
        box.left >= 0 && box.right <= whole.right && box.top >= 0 && box.bottom <= whole.bottom &&
        taken.every((other, number) => number === at || !covers(box, other));
      const found = this.#positions(mark, size).find(({ box }) => free(box));
      if (!found) return mark.unname();
      taken.push(found.box);
      return mark.write(found.words, mark.x + found.x, mark.y + found.y, found.anchor);
    });
  }

  // Where a name may stand, the best place first: beside its mark, below it, above it.
  #positions({ x, y, reach, name, others }, size) {
    const high = size * LINE;
    const lengths = LONGEST.filter((one, at) => at === 0 || name.length > one);
    return lengths.flatMap((longest) => {
      const own = cut(name, longest);
      const n = this.number.format(others.length);
      const told = others.length ? words.and_more.replace("{n}", n).replace("{name}", () => own) : own;
      const wide = pen.measureText(told).width + 4;
      const off = reach + 3;
      return [
        ["start", off, -high / 2, off],
        ["end", -off - wide, -high / 2, -off],
        ["middle", -wide / 2, off, 0],
        ["middle", -wide / 2, -off - high, 0],
      ].map(([anchor, left, top, at]) => ({
        words: told,
        anchor,
        x: at,
        y: top + size,
        box: this.#box(x, y, left, top, wide, high),
      }));
    });
  }

  #box(x, y, left, top, width, height) {
    const l = x * this.#level + left;
    const t = y * this.#level + top;
    return { left: l, top: t, right: l + width, bottom: t + height };
  }
}

// The rows of the matrix, which stand in two drawings at the same height.
export class Stack {
  constructor(panes) {
    this.drawings = [...panes.children].map((svg) => ({
      svg,
      height: Number(svg.getAttribute("height")),
      stretches: [...svg.querySelectorAll("[data-row]")]
        .map((element) => {
          const { row, height } = element.dataset;
          return { element, top: Number(row), height: Number(height) };
        })
        .sort((a, b) => a.top - b.top),
    }));
  }

  narrow(narrowed) {
    if (!narrowed && !this.narrowed) return;
    this.narrowed = narrowed;
    const out = new Set();
    const [claims] = this.drawings;
    for (const { element, top } of claims.stretches) {
      if (element.querySelector(".dossier-grid-claim.is-out")) out.add(top);
    }
    let heading = null;
    let rows = 0;
    for (const { element, top } of [...claims.stretches, { element: null }]) {
      if (element?.querySelector(".dossier-grid-claim")) rows += !out.has(top);
      else {
        if (heading !== null && !rows) out.add(heading);
        heading = top;
        rows = 0;
      }
    }
    for (const one of this.drawings) this.#draw(one, out);
  }

  #draw({ svg, height, stretches }, out) {
    let up = 0;
    let number = 0;
    for (const one of stretches) {
      const gone = out.has(one.top);
      one.element.classList.toggle("is-out", gone);
      one.element.setAttribute("transform", `translate(0 ${-up})`);
      if (gone) up += one.height;
      else {
        const stripe = one.element.querySelector(".is-stripe, .is-plain");
        if (stripe) stripe.setAttribute("class", number++ % 2 ? "is-plain" : "is-stripe");
      }
    }
    svg.setAttribute("height", height - up);
    const wide = svg.viewBox.baseVal?.width;
    if (wide) svg.setAttribute("viewBox", `0 0 ${wide} ${height - up}`);
  }
}
