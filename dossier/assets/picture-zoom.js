// Enlarges and moves a view of a picture: by buttons, keys, a wheel with Ctrl or ⌘, two fingers.
// Everything else that moves a page moves it as before.

import { language } from "./page.js";
import words from "./words.js";

const STEP = 1.25;
const FAR = 4; // px: what moves less is a click
const ICONS = {
  out: "M4 10h12",
  in: "M4 10h12M10 4v12",
  whole: "M4 8V4h4M16 12v4h-4M4 4l5 5M16 16l-5-5",
  full: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4",
};

function icon(path) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS(drawing.namespaceURI, "path");
  const given = { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": true };
  for (const [name, value] of Object.entries(given)) drawing.setAttribute(name, value);
  line.setAttribute("d", path);
  drawing.append(line);
  return drawing;
}

function middle({ left, top, width, height }) {
  return { x: left + width / 2, y: top + height / 2 };
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function between([a, b]) {
  return {
    apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
    x: (a.clientX + b.clientX) / 2,
    y: (a.clientY + b.clientY) / 2,
  };
}

export class Zoom {
  level = 1;
  #heard = [];

  constructor(view) {
    this.view = view;
    const { surface } = view;
    surface.addEventListener("keydown", (event) => this.#key(event));
    surface.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    surface.addEventListener("touchstart", (event) => this.#touch(event), { passive: false });
    surface.addEventListener("touchmove", (event) => this.#pinch(event), { passive: false });
    surface.addEventListener("pointerdown", (event) => this.#drag(event));
    surface.addEventListener("dragstart", (event) => event.preventDefault());
    // Safari tells of a trackpad's pinch in a way of its own.
    surface.addEventListener("gesturestart", (event) => this.#gesture(event));
    surface.addEventListener("gesturechange", (event) => this.#gesture(event));
    new ResizeObserver(() => this.#again()).observe(view.frame);
  }

  get visible() {
    return this.view.frame.checkVisibility();
  }

  listen(heard) {
    this.#heard.push(heard);
  }

  // `at` is the point that stays where it is.
  to(level, at = this.#point()) {
    const { least, most } = this.view;
    const wanted = Math.min(Math.max(level, least), most);
    // Close to the size that it was drawn for, it is shown in that size.
    this.level = Math.abs(wanted - 1) < 0.04 ? 1 : wanted;
    this.view.show(this.level, at);
    for (const heard of this.#heard) heard();
  }

  by(factor, at) {
    this.to(this.level * factor, at);
  }

  #again() {
    // In a frame of another width, what was enlarged is enlarged from another size.
    if (this.level !== 1 && this.visible) this.to(this.level);
  }

  // The mark that has the focus; or else where most of the marks are that are seen; or the middle.
  #point() {
    const { frame } = this.view;
    const focused = frame.contains(document.activeElement) && document.activeElement.closest("svg a");
    if (focused) return middle(focused.getBoundingClientRect());
    const seen = frame.getBoundingClientRect();
    const marks = this.view
      .places()
      .filter((one) => one.checkVisibility())
      .map((one) => middle(one.getBoundingClientRect()))
      .filter(({ x, y }) => seen.left < x && x < seen.right && seen.top < y && y < seen.bottom);
    if (!marks.length) return middle(seen);
    return { x: median(marks.map(({ x }) => x)), y: median(marks.map(({ y }) => y)) };
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") this.by(STEP);
    else if (event.key === "-" || event.key === "−") this.by(1 / STEP);
    else if (event.key === "0") this.to(1);
    else return;
    event.preventDefault();
  }

  #wheel(event) {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 30;
      this.by(Math.exp(-event.deltaY * lines * 0.004), { x: event.clientX, y: event.clientY });
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY) && this.view.along?.(event.deltaX)) {
      event.preventDefault();
    }
  }

  #gesture(event) {
    event.preventDefault();
    if (event.type === "gesturestart") this.before = this.level;
    else this.to(this.before * event.scale, { x: event.clientX, y: event.clientY });
  }

  #touch(event) {
    if (event.touches.length !== 2) return;
    event.preventDefault();
    this.fingers = { ...between(event.touches), level: this.level };
  }

  #pinch(event) {
    if (event.touches.length !== 2 || !this.fingers) return;
    event.preventDefault();
    const now = between(event.touches);
    this.view.move(now.x - this.fingers.x, now.y - this.fingers.y);
    this.to((this.fingers.level * now.apart) / this.fingers.apart, now);
    Object.assign(this.fingers, { x: now.x, y: now.y });
  }

  #drag(event) {
    if (event.pointerType !== "mouse" || event.button !== 0 || !this.view.movable(event)) return;
    const { surface } = this.view;
    let { clientX: x, clientY: y } = event;
    const from = { x, y };
    let moves = false;
    const move = (one) => {
      moves ||= Math.hypot(one.clientX - from.x, one.clientY - from.y) > FAR;
      if (!moves) return;
      surface.classList.add("is-moved");
      this.view.move(one.clientX - x, one.clientY - y);
      ({ clientX: x, clientY: y } = one);
    };
    const end = () => {
      surface.classList.remove("is-moved");
      window.removeEventListener("pointermove", move);
      if (!moves) return;
      // What was dragged by a link does not follow it.
      const stop = (one) => {
        one.preventDefault();
        one.stopPropagation();
      };
      window.addEventListener("click", stop, { capture: true, once: true });
      setTimeout(() => window.removeEventListener("click", stop, { capture: true }));
    };
    window.addEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, end, { once: true });
  }
}

// The buttons: in the row that the page keeps for them, or else in a corner of the picture.
export class Controls {
  constructor(zooms, stage, tools) {
    this.zooms = zooms;
    this.number = new Intl.NumberFormat(language(), { maximumFractionDigits: 0 });
    const group = document.createElement("div");
    group.className = "dossier-zoom";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", words.zoom);
    this.told = document.createElement("output");
    this.buttons = {
      out: this.#button("out", words.zoom_out, (one) => one.by(1 / STEP)),
      in: this.#button("in", words.zoom_in, (one) => one.by(STEP)),
      whole: this.#button("whole", words.zoom_whole, (one) => one.to(1)),
    };
    const { out, in: closer, whole } = this.buttons;
    group.append(out, this.told, closer, whole);
    if (document.fullscreenEnabled) {
      const full = this.#button("full", words.full_screen, () => this.#full(stage));
      group.append(full);
      stage.addEventListener("fullscreenchange", () => {
        const filled = document.fullscreenElement === stage;
        full.setAttribute("aria-pressed", filled);
        for (const one of zooms) if (one.visible) one.to(filled ? (one.view.full ?? 1) : 1);
      });
      full.setAttribute("aria-pressed", false);
    }
    if (tools) tools.append(group);
    else {
      stage.classList.add("has-zoom");
      stage.prepend(group);
    }
    for (const one of zooms) one.listen(() => this.#tell());
    this.#tell();
  }

  #button(name, label, press) {
    const button = document.createElement("button");
    button.type = "button";
    button.title = label;
    button.setAttribute("aria-label", label);
    button.append(icon(ICONS[name]));
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") press(this.#zoom);
    });
    return button;
  }

  get #zoom() {
    return this.zooms.find((one) => one.visible) ?? this.zooms[0];
  }

  #tell() {
    const { level, view } = this.#zoom;
    const told = words.percent.replace("{number}", this.number.format(100 * level));
    if (this.told.textContent !== told) this.told.textContent = told;
    // Not `disabled`: whoever pressed a button is still on it.
    this.buttons.out.setAttribute("aria-disabled", level <= view.least + 0.01);
    this.buttons.in.setAttribute("aria-disabled", level >= view.most - 0.01);
    this.buttons.whole.setAttribute("aria-disabled", level === 1);
  }

  #full(stage) {
    if (document.fullscreenElement === stage) document.exitFullscreen();
    else stage.requestFullscreen();
  }
}
