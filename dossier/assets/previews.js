// Shows a card beside a link to a record, a quote or a paragraph: who or what it is, its status, the
// words. It comes where a pointer rests or the keyboard's focus is, goes at Esc, and can be pointed at.

import { href } from "./page.js";
import { keysAt, noteOn } from "./quotes.js";

const ROOT = new URL("../../", import.meta.url); // the site's
const RESTS = 120; // ms: a pointer that only passes by asks for nothing
const SHOWS = 350; // ms: nobody who reads on is interrupted
const SHOWS_IN_DRAWINGS = 800; // ms: what a mark is tied to is looked at first
const STAYS = 250; // ms: time enough to reach the card
const GAP = 6; // px, between link and card
const EDGE = 8; // px, between card and window
const CARD = "dossier-preview";

// Where a link leads on this site, whichever way it is written; null if to no page of a record.
function goal(link) {
  try {
    const address = new URL(link, document.baseURI);
    if (address.origin !== ROOT.origin || !address.pathname.startsWith(ROOT.pathname)) return null;
    const path = address.pathname.slice(ROOT.pathname.length).replace(/(\/index)?\.html$|\/$/, "");
    const [kind, id, ...more] = decodeURIComponent(path).split("/");
    return id && !more.length ? { kind, id, fragment: decodeURIComponent(address.hash.slice(1)) } : null;
  } catch {
    return null; // no address, or a broken one
  }
}

// The link at an element, if a card may stand beside it: in the page's own words, not in the ways
// around the site, and to another page.
function linkAt(element) {
  const link = element?.closest?.("a") ?? numberAt(element);
  if (!link?.closest("main, [role=main]") || link.closest("nav")) return null;
  const there = goal(href(link));
  const here = goal(location.href);
  return !there || (there.kind === here?.kind && there.id === here.id) ? null : link;
}

// The number behind marked words of a source, where no note on them is to be seen that would light up
// instead: it leads to the claim.
function numberAt(element) {
  const mark = element?.closest?.("mark[data-quotes]");
  const text = mark?.closest(".dossier-text");
  const keys = text ? keysAt(mark).filter((key) => key.startsWith("q-")) : [];
  if (!keys.length || keys.some((key) => noteOn(text, key)?.checkVisibility())) return null;
  return text.querySelector(`a.dossier-cite[data-quote="${CSS.escape(keys[0])}"]`);
}

function pause(time) {
  return new Promise((resume) => setTimeout(resume, time));
}

// What the card says; null where there is nothing to say, or nothing to be had.
async function content(link) {
  try {
    const { about } = await import("./preview-cards.js");
    return await about(goal(href(link)), goal(location.href));
  } catch {
    return null;
  }
}

class Preview {
  #card = null;
  #open = null; // the link that the card is about
  #wanted = null; // the link that it should be about
  #under = null; // what the pointer is on: a link, the card, or nothing
  #pointed = null; // the same, though Esc has sent the card away
  #focused = null;
  #at = { x: 0, y: 0 };
  #timer = 0;
  #restore = () => {};

  start() {
    document.addEventListener("pointerover", (event) => this.#point(event), { passive: true });
    document.documentElement.addEventListener("pointerleave", () => this.#on(null), { passive: true });
    document.addEventListener("focusin", ({ target }) => this.#focus(target));
    document.addEventListener("focusout", () => this.#focus(null));
    document.addEventListener("pointerdown", ({ target }) => this.#card?.contains(target) || this.leave());
    // Before others hear of it: one Esc closes one thing.
    window.addEventListener("keydown", (event) => this.#escape(event), { capture: true });
    document.addEventListener("scroll", ({ target }) => target === document || this.#place(), {
      capture: true,
      passive: true,
    });
    window.addEventListener("resize", () => this.#place(), { passive: true });
    window.addEventListener("pagehide", () => this.leave());
  }

  leave() {
    this.#under = this.#focused = this.#wanted = null;
    this.#close();
  }

  // What is asked for

  #point({ target, pointerType, buttons, clientX: x, clientY: y }) {
    // A finger has nothing to hover with: a tap follows the link, a long press asks the browser.
    if (pointerType === "touch" || buttons) return this.#on(null);
    if (this.#card?.contains(target)) return this.#on(this.#card);
    const link = linkAt(target);
    if (link !== this.#pointed) this.#at = { x, y };
    return this.#on(link);
  }

  #on(thing) {
    if (thing === this.#pointed) return;
    this.#pointed = this.#under = thing;
    this.#settle();
  }

  #focus(target) {
    // A link that is lit because one has come back to it was read before.
    const seen = target?.matches(":focus-visible") && !target.matches(".dossier-came-from");
    const link = seen ? linkAt(target) : null;
    if (link === this.#focused) return;
    this.#focused = link;
    this.#settle();
  }

  #escape(event) {
    if (event.key !== "Escape" || !this.#open) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.leave();
  }

  #settle() {
    clearTimeout(this.#timer);
    const onCard = this.#card !== null && this.#under === this.#card;
    this.#wanted = onCard ? this.#open : (this.#under ?? this.#focused);
    if (this.#wanted === this.#open) return;
    if (this.#wanted) this.#timer = setTimeout(() => this.#begin(this.#wanted), RESTS);
    else this.#timer = setTimeout(() => this.#close(), STAYS);
  }

  async #begin(link) {
    const shows = link.closest("svg") ? SHOWS_IN_DRAWINGS : SHOWS;
    const [told] = await Promise.all([content(link), pause(shows - RESTS)]);
    if (link !== this.#wanted || !link.isConnected) return;
    this.#close();
    if (told) this.#show(link, told);
  }

  // What is shown

  #show(link, told) {
    this.#card ??= this.#made();
    this.#card.replaceChildren(...told);
    document.body.append(this.#card);
    this.#open = link;
    this.#describe(link);
    this.#place();
  }

  #made() {
    const card = document.createElement("div");
    card.id = CARD;
    card.className = `dossier ${CARD}`;
    card.setAttribute("role", "tooltip"); // it holds nothing to press: what it is about, the link leads to
    return card;
  }

  #close() {
    clearTimeout(this.#timer);
    if (!this.#open) return;
    this.#restore();
    this.#card.remove();
    this.#open = null;
    if (this.#pointed === this.#card) this.#pointed = this.#under = null;
  }

  #describe(link) {
    // Whoever hears the link's name needs not hear it again.
    const title = this.#card.querySelector("[data-title]");
    if (title && title.textContent === link.textContent.trim()) title.setAttribute("aria-hidden", "true");
    const described = link.getAttribute("aria-describedby");
    link.setAttribute("aria-describedby", described ? `${described} ${CARD}` : CARD);
    const unhush = this.#under === link ? this.#hush(link) : () => {};
    this.#restore = () => {
      if (described) link.setAttribute("aria-describedby", described);
      else link.removeAttribute("aria-describedby");
      unhush();
    };
  }

  // The browser's own tooltip would lie upon the card.
  #hush(link) {
    const title = link.getAttribute("title");
    link.removeAttribute("title");
    const drawn = link.querySelector("title");
    drawn?.remove();
    return () => {
      if (title !== null) link.setAttribute("title", title);
      if (drawn) link.prepend(drawn);
    };
  }

  // Where it is shown

  #place() {
    if (!this.#open) return;
    const { style } = this.#card;
    style.left = style.top = "0px";
    const { left, top, width, height } = this.#card.getBoundingClientRect();
    const link = this.#line();
    const view = document.documentElement;
    const below = link.bottom + GAP;
    const above = link.top - GAP - height;
    const fits = below + height <= view.clientHeight - EDGE;
    const y = fits || above < EDGE ? Math.min(below, view.clientHeight - EDGE - height) : above;
    const backwards = getComputedStyle(this.#open).direction === "rtl";
    const x = Math.min(backwards ? link.right - width : link.left, view.clientWidth - EDGE - width);
    const first = { x: Math.max(x, EDGE), y: Math.max(y, EDGE) };
    const drawing = this.#open.closest("svg.dossier-network");
    const place = drawing ? this.#aside(drawing, first, { link, width, height }) : first;
    style.left = `${place.x - left}px`;
    style.top = `${place.y - top}px`;
  }

  // In a network, the nearest place at which the card covers fewest of the things that are lit: around
  // its own one, or at the drawing's edge.
  #aside(drawing, first, { link, width, height }) {
    const lit = [...drawing.querySelectorAll("a.is-lit")].map((one) => one.getBoundingClientRect());
    const frame = drawing.parentElement.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const right = Math.min(frame.right, clientWidth) - EDGE - width;
    const bottom = Math.min(frame.bottom, clientHeight) - EDGE - height;
    const xs = [link.left, link.right - width, link.right + GAP, link.left - GAP - width, frame.left + EDGE, right];
    const ys = [link.bottom + GAP, link.top - GAP - height, Math.max(frame.top, 0) + EDGE, bottom];
    const covered = ({ x, y }) =>
      [link, ...lit].filter((one) => x < one.right && one.left < x + width && y < one.bottom && one.top < y + height).length;
    const inside = ({ x, y }) =>
      x >= EDGE && y >= EDGE && x + width <= clientWidth - EDGE && y + height <= clientHeight - EDGE;
    const places = [first, ...ys.flatMap((y) => xs.map((x) => ({ x, y }))).filter(inside)];
    const far = ({ x, y }) => Math.hypot(x + width / 2 - link.left, y + height / 2 - link.top);
    const ranked = places.map((place) => ({ place, covers: covered(place), far: far(place) }));
    return ranked.sort((a, b) => a.covers - b.covers || a.far - b.far)[0].place;
  }

  // The line of the link that is pointed at; links go on from one line to the next.
  #line() {
    const lines = [...this.#open.getClientRects()];
    const { x, y } = this.#at;
    const on = (one) => one.left <= x && x <= one.right && one.top <= y && y <= one.bottom;
    const pointed = this.#under === this.#open ? lines.find(on) : null;
    return pointed ?? lines[0] ?? this.#open.getBoundingClientRect();
  }
}

const preview = new Preview();
preview.start();

// Material's instant navigation replaces the page without loading it: `document$` tells of that.
window.document$?.subscribe(() => preview.leave());
