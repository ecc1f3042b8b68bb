// A picture that a reader can enlarge, move and filter, and that lights up what a mark is tied to.

import { Filters } from "./picture-filters.js";
import { Light } from "./picture-light.js";
import { Marks, Stack } from "./picture-marks.js";
import { Canvas, Panes, Time } from "./picture-views.js";
import { Controls, Zoom } from "./picture-zoom.js";

const LIT = ".dossier-timeline, .dossier-panes, svg.dossier-picture:not(.dossier-grid)";
const FRAMED = "svg.dossier-map, .dossier-picture-frame > svg.dossier-network";

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

export class Picture {
  constructor(root) {
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
