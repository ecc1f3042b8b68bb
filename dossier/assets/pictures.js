// Lets a reader enlarge, move and filter a picture, and lights up what a mark is tied to. Without it
// the picture and its table are complete.

import { onPage } from "./page.js";
import { Filters } from "./picture-filters.js";
import { Light } from "./picture-light.js";
import { Marks, Stack } from "./picture-marks.js";
import { Canvas, Panes, Time } from "./picture-views.js";
import { Controls, Zoom } from "./picture-zoom.js";

const LIT = ".dossier-timeline, .dossier-panes, svg.dossier-picture:not(.dossier-grid)";
const FRAMED = "svg.dossier-map, .dossier-picture-frame > svg.dossier-network";
const SMALL = ".dossier-small-map, .dossier-surroundings-drawing, .dossier-timeline.is-small";
const pictures = new Set();

// A drawing's links are told apart from others by the name of their attribute: see `svg.leading`.
// By now Material has looked at the page, and what looks for links may find these as well.
function linked(root) {
  for (const link of root.querySelectorAll("svg a")) link.setAttribute("href", link.href.baseVal);
  root.addEventListener("click", (event) => {
    const link = event.target.closest?.("svg a");
    if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return;
    // Material's instant navigation knows links of HTML only.
    event.preventDefault();
    event.stopPropagation();
    const html = document.createElement("a");
    html.href = link.href.baseVal;
    document.body.append(html);
    html.click();
    html.remove();
  });
}

// A map is as wide as its page, and has a frame only when it can be enlarged.
function framed(picture) {
  const frame = document.createElement("div");
  frame.className = "dossier-picture-frame is-fitted";
  frame.tabIndex = 0;
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-labelledby", picture.getAttribute("aria-labelledby"));
  picture.replaceWith(frame);
  frame.append(picture);
  return frame;
}

class Picture {
  constructor(root) {
    this.root = root;
    const stage = root.querySelector(".dossier-stage") ?? root;
    this.marks = [];
    const zooms = [...this.#views(root)].map((view) => new Zoom(view));
    for (const one of root.matches(LIT) ? [root] : root.querySelectorAll(LIT)) new Light(one);
    linked(root);
    const tools = root.querySelector("[data-tools]");
    if (zooms.length) new Controls(zooms, stage, tools);
    this.filters = tools ? new Filters(root, tools, (narrowed) => this.#changed(narrowed)) : null;
    if (tools) tools.hidden = false;
    this.filters?.restore();
  }

  get attached() {
    return this.root.isConnected;
  }

  *#views(root) {
    for (const one of root.querySelectorAll(FRAMED)) {
      const frame = one.matches(".dossier-map") ? framed(one) : one.parentElement;
      const marks = new Marks(one, frame);
      this.marks.push(marks);
      yield new Canvas(frame, one, marks);
    }
    for (const one of root.querySelectorAll(".dossier-panes")) {
      this.marks.push(new Stack(one));
      yield new Panes(one.parentElement, one);
    }
    for (const one of root.querySelectorAll("figure.dossier-timeline:not(.is-small)")) {
      yield new Time(one);
    }
  }

  #changed(narrowed) {
    for (const one of this.marks) one.narrow(narrowed);
  }
}

function start() {
  for (const one of pictures) if (!one.attached) pictures.delete(one);
  for (const root of document.querySelectorAll(`:is([data-picture], ${SMALL}):not([data-enhanced])`)) {
    root.dataset.enhanced = "yes";
    pictures.add(new Picture(root));
  }
}

window.addEventListener("popstate", () => {
  for (const one of pictures) if (one.attached) one.filters?.restore();
});

onPage(start);
