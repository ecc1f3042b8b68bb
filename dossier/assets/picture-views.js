// The ways in which pictures are enlarged: a drawing in a frame that scrolls, the two panes of the
// matrix, and the axis of a timeline. Frames scroll as all do, by finger, wheel, arrow key and bar.

import { language } from "./page.js";
import words from "./words.js";

const MOST = 8;

// Moves a frame so that a point of what it holds, told in parts of its size, stands at a place.
function hold(frame, held, part, { x, y }) {
  const now = held.getBoundingClientRect();
  frame.scrollLeft += now.left + part.across * now.width - x;
  frame.scrollTop += now.top + part.down * now.height - y;
}

function partAt(held, { x, y }) {
  const { left, top, width, height } = held.getBoundingClientRect();
  return { across: (x - left) / width, down: (y - top) / height };
}

// The bar of a map's scale: it stays in its corner, and tells a round length.
class Bar {
  constructor(picture) {
    this.picture = picture;
    this.group = picture.querySelector(".dossier-map-scale");
    const digits = { maximumSignificantDigits: 1 };
    this.number = new Intl.NumberFormat(language(), digits);
    if (!this.group) return;
    [this.path, this.text] = this.group.children;
    this.drawn = [this.path.getAttribute("d"), this.text.textContent];
  }

  show(level, frame) {
    if (!this.group) return;
    const { width, height } = this.picture.viewBox.baseVal;
    if (level === 1) {
      const [line, told] = this.drawn;
      this.path.setAttribute("d", line);
      this.text.textContent = told;
      this.group.removeAttribute("transform");
      return;
    }
    const each = Number(this.group.dataset.kilometres) / level;
    const longest = (width / 4) * each;
    const power = 10 ** Math.floor(Math.log10(longest));
    const length = [5, 2, 1].find((one) => one * power <= longest) * power;
    const right = 12 + length / each;
    this.path.setAttribute("d", `M12 ${height - 17}V${height - 12}H${right}V${height - 17}`);
    this.text.textContent = words.kilometres.replace("{n}", this.number.format(length));
    const unit = this.picture.getBoundingClientRect().width / width;
    const down = (frame.scrollTop + frame.clientHeight) / unit;
    const corner = `translate(${frame.scrollLeft / unit} ${down})`;
    this.group.setAttribute("transform", `${corner} scale(${1 / level}) translate(0 ${-height})`);
  }
}

class Frame {
  constructor(frame) {
    this.frame = this.surface = frame;
  }

  move(across, down) {
    this.frame.scrollLeft -= across;
    this.frame.scrollTop -= down;
  }

  movable({ target, offsetX, offsetY }) {
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = this.frame;
    // On the frame itself, beside what it holds, are its bars.
    if (target === this.frame && (offsetX > clientWidth || offsetY > clientHeight)) return false;
    return scrollWidth > clientWidth || scrollHeight > clientHeight;
  }

  mark() {
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = this.frame;
    this.frame.classList.toggle("is-movable", scrollWidth > clientWidth || scrollHeight > clientHeight);
  }
}

export class Canvas extends Frame {
  level = 1;

  constructor(frame, picture, marks) {
    super(frame);
    this.picture = picture;
    this.marks = marks;
    this.fitted = frame.classList.contains("is-fitted");
    this.bar = new Bar(picture);
    frame.addEventListener("scroll", () => this.bar.show(this.level, frame), { passive: true });
    this.mark();
  }

  // Places lie closer to each other than things in a network, whose room is shared out.
  get most() {
    return this.fitted ? 4 * MOST : MOST;
  }

  // The size in which it fills its frame, where that is larger than it was drawn.
  get full() {
    const { width, height } = this.picture.viewBox.baseVal;
    if (this.fitted) return 1;
    return Math.max(1, Math.min(this.frame.clientWidth / width, this.frame.clientHeight / height));
  }

  places() {
    const shapes = ":is(.dossier-shape, .dossier-map-target)";
    return [...this.picture.querySelectorAll(`[data-place]:not(.is-out) > ${shapes}`)];
  }

  // As small as it fits into its frame.
  get least() {
    return this.fitted ? 1 : Math.min(1, this.frame.clientWidth / this.#width);
  }

  get #width() {
    return this.fitted ? this.frame.clientWidth : this.picture.viewBox.baseVal.width;
  }

  show(level, at) {
    const part = partAt(this.picture, at);
    this.level = level;
    const { width, height } = this.picture.viewBox.baseVal;
    this.frame.classList.toggle("is-enlarged", level > 1);
    // What is enlarged takes no more room on the page than before.
    this.frame.style.height = level > 1 ? `${(this.#width * height) / width + 2}px` : "";
    this.picture.style.width = level === 1 ? "" : `${this.#width * level}px`;
    this.picture.style.height = level === 1 ? "" : "auto";
    this.marks.enlarge(level);
    hold(this.frame, this.picture, part, at);
    this.bar.show(level, this.frame);
    this.mark();
  }
}

export class Panes extends Frame {
  least = 0.5;
  most = 2.25;

  constructor(frame, panes) {
    super(frame);
    this.panes = panes;
    this.mark();
  }

  places() {
    return [];
  }

  show(level, at) {
    const part = partAt(this.panes, at);
    this.panes.style.zoom = level === 1 ? "" : level;
    hold(this.frame, this.panes, part, at);
    this.mark();
  }
}

// Only the axis grows: its marks and letters keep their size, and the names stay where they are.
export class Time {
  least = 1;
  most = 2 * MOST;
  level = 1;

  constructor(figure) {
    this.frame = this.surface = figure;
    const axis = figure.querySelector(".dossier-timeline-axis");
    this.levels = [...figure.querySelectorAll("[data-zoom]")];
    this.bar = document.createElement("div");
    this.bar.className = "dossier-timeline-bar";
    const [drawing] = axis.children;
    axis.removeAttribute("aria-hidden");
    drawing.setAttribute("aria-hidden", "true");
    drawing.replaceWith(this.bar);
    this.bar.append(drawing);
    this.bar.addEventListener("scroll", () => this.#follow());
  }

  show(level, { x }) {
    const track = this.bar.getBoundingClientRect();
    const at = Math.min(Math.max(x - track.left, 0), track.width);
    const part = (this.bar.scrollLeft + at) / (track.width * this.level);
    this.level = level;
    this.frame.classList.toggle("is-enlarged", level > 1);
    this.frame.style.setProperty("--zoom", level);
    const levels = this.levels.map(({ dataset }) => Number(dataset.zoom));
    const finest = Math.max(...levels.filter((one) => one <= level));
    for (const one of this.levels) {
      if (Number(one.dataset.zoom) === finest) one.removeAttribute("display");
      else one.setAttribute("display", "none");
    }
    // A bar that can be moved can be reached, and says what it moves.
    if (level > 1) this.bar.tabIndex = 0;
    else this.bar.removeAttribute("tabindex");
    this.bar.setAttribute("role", "group");
    this.bar.setAttribute("aria-labelledby", this.frame.getAttribute("aria-labelledby"));
    this.bar.scrollLeft = part * track.width * level - at;
    this.#follow();
  }

  places() {
    const { left, right } = this.bar.getBoundingClientRect();
    const marks = [...this.frame.querySelectorAll("[data-edge]")];
    return marks.filter((one) => {
      const box = one.getBoundingClientRect();
      return left < box.right && box.left < right;
    });
  }

  move(across) {
    this.bar.scrollLeft -= across;
  }

  movable({ target }) {
    return this.level > 1 && Boolean(target.closest(".dossier-timeline-track, .dossier-timeline-axis svg"));
  }

  // A sideways wheel anywhere on the rows moves the axis.
  along(across) {
    this.bar.scrollLeft += across;
    return this.level > 1;
  }

  #follow() {
    this.frame.style.setProperty("--from", this.bar.scrollLeft / (this.bar.clientWidth * this.level));
  }
}
