// Searches the records of the dossier as a reader types, narrows the results down by facets, and
// keeps what was asked in the address. A worker looks in the index with Pagefind.

import { language } from "./page.js";
import { shown } from "./search-excerpt.js";
import index from "./search-index.js";
import { PAGE, records } from "./search-records.js";
import { Terms } from "./search-terms.js";
import { areKeysOn, isAlone } from "./single-keys.js";

const PAUSE = 80; // ms after the last letter
const KEYS = new Set(["f", "s", "/"]); // which lead to the theme's own search elsewhere

// An element with an attribute or two and words in it.
function made(name, attributes = {}, ...words) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value);
  element.append(...words);
  return element;
}

function marked(pieces) {
  return pieces.map(({ text, hit }) => (hit ? made("mark", {}, text) : text));
}

export class SearchPage {
  constructor(frame) {
    this.frame = frame;
    this.form = frame.querySelector("form");
    this.list = frame.querySelector("[data-results]");
    this.more = frame.querySelector("[data-more]");
    this.absent = frame.querySelector("[data-absent]");
    this.widen = frame.querySelector("[data-widen]");
    this.hint = frame.querySelector("[data-hint]");
    this.count = this.form.querySelector("[data-shown]");
    this.every = this.count.textContent;
    this.kinds = [...this.form.querySelectorAll("[name=kind]")];
    this.selects = [...this.form.querySelectorAll("select")];
    this.words = this.form.elements.for;
    this.number = new Intl.NumberFormat(language());
    this.asking = 0;
  }

  start() {
    if (!index) {
      this.form.remove();
      this.frame.querySelector("#search-help").remove();
      this.#tell("missing");
      return;
    }
    this.frame.querySelector("[data-kept]").hidden = !index.kept;
    records.opened.catch(() => this.#tell("broken"));
    this.#listen();
    this.form.hidden = false;
    this.#restore();
  }

  #listen() {
    this.form.addEventListener("input", ({ target }) => this.#soon(target === this.words ? PAUSE : 0));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#soon(0);
    });
    this.form.addEventListener("reset", () => {
      this.#fill(new URLSearchParams());
      this.#soon(0);
      this.words.focus();
    });
    this.widen.addEventListener("click", () => {
      this.#fill(new URLSearchParams({ for: this.words.value }));
      this.#soon(0);
      this.words.focus();
    });
    this.more.addEventListener("click", () => this.#further());
    this.frame.addEventListener("keydown", (event) => this.#walk(event));
    const there = new AbortController();
    const listen = (name, act) => {
      const heard = (event) => (this.frame.isConnected ? act(event) : there.abort());
      window.addEventListener(name, heard, { signal: there.signal });
    };
    listen("popstate", () => this.#restore());
    listen("keydown", (event) => this.#lead(event));
  }

  // What is asked: the form's fields are the state, and the address repeats them. The words are its
  // `for`: see `search.js` on `q`.

  #fill(asked) {
    this.words.value = asked.get("for") ?? "";
    const kinds = asked.getAll("kind");
    for (const one of this.kinds) one.checked = kinds.includes(one.value);
    for (const one of this.selects) {
      one.value = asked.get(one.name) ?? "";
      if (one.selectedIndex < 0) one.value = ""; // a value that is not on offer
    }
  }

  #restore() {
    this.#fill(new URLSearchParams(location.search));
    this.#ask();
  }

  #remember() {
    const address = new URL(location.href);
    for (const name of ["for", "kind", ...this.selects.map((one) => one.name)]) address.searchParams.delete(name);
    if (this.words.value.trim()) address.searchParams.set("for", this.words.value.trim());
    for (const { value } of this.kinds.filter((one) => one.checked)) address.searchParams.append("kind", value);
    for (const { name, value } of this.selects) if (value) address.searchParams.set(name, value);
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  #soon(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.#remember();
      this.#ask();
    }, pause);
  }

  // Whether anything but words narrows down what is found.
  get narrowed() {
    return Object.keys(this.#filters).length > 0;
  }

  get #filters() {
    const kinds = this.kinds.filter((one) => one.checked).map(({ value }) => encodeURIComponent(value));
    const chosen = this.selects.filter(({ value }) => value).map(({ name, value }) => [name, encodeURIComponent(value)]);
    return { ...(kinds.length ? { kind: { any: kinds } } : {}), ...Object.fromEntries(chosen) };
  }

  // What is found

  async #ask() {
    const asking = ++this.asking;
    const filters = this.#filters;
    const terms = new Terms(this.words.value, index.unspaced);
    if (terms.empty && !Object.keys(filters).length) {
      this.#show(null, terms);
      return;
    }
    try {
      const found = await records.search(terms, filters);
      if (asking !== this.asking) return;
      await this.#show(found, found.terms, found.absent);
      if (asking !== this.asking) return;
      if (found.terms.empty && found.absent.length) this.#count({});
      else await this.#counts(found, filters, asking);
    } catch {
      if (asking === this.asking) this.#tell("broken");
    }
  }

  // All at once: no count without its results, and no old results below a new count.
  async #show(found, terms, absent = []) {
    const { asking } = this;
    const items = found ? await this.#items(found, terms, 0) : [];
    if (asking !== this.asking) return;
    this.found = found ?? { length: 0 };
    this.terms = terms;
    this.shown = items.length;
    this.absent.hidden = !absent.length;
    this.absent.querySelector("[data-words]").textContent = absent.join(", ");
    this.count.textContent = found ? this.number.format(found.length) : this.every;
    this.#tell(found && !found.length ? "nothing" : "");
    const asked = Boolean(this.words.value.trim());
    this.widen.hidden = !asked || !this.narrowed;
    this.hint.hidden = !asked || this.narrowed;
    this.frame.classList.toggle("is-asked", Boolean(found));
    if (!found) this.#count({});
    this.list.replaceChildren(...items);
    this.more.hidden = this.shown >= this.found.length;
  }

  async #further() {
    const { found, shown: from } = this;
    this.shown = Math.min(from + PAGE, found.length); // at once: who asks twice gets the ones after
    const items = await this.#items(found, this.terms, from);
    if (this.found !== found) return;
    this.list.append(...items);
    this.more.hidden = this.shown >= found.length;
    items[0]?.querySelector("a").focus();
  }

  // Some results as elements of the list, from one of them on.
  async #items(found, terms, from) {
    const length = Math.min(PAGE, found.length - from);
    const all = await Promise.all(Array.from({ length }, (_, at) => found.result(from + at)));
    return all.map((data) => this.#item(data, terms));
  }

  #item(data, terms) {
    const { title, detail, pieces, fragment, language, before, after } = shown(data, terms);
    const kind = decodeURIComponent(data.filters.kind[0]);
    const status = data.filters.status && this.form.querySelector(`[name=status] [value="${CSS.escape(decodeURIComponent(data.filters.status[0]))}"]`);
    const href = data.url.replace(/\.html$/, index.ending) + (fragment ? `#${fragment}` : "");
    const link = made("a", { class: "dossier-ref", "data-kind": kind, href }, made("bdi", { lang: title.language }, ...marked(title.pieces)));
    const label = this.kinds.find(({ value }) => value === kind)?.dataset.one ?? kind;
    const head = made("p", { class: "dossier-result-kind" }, made("span", { class: "dossier-label" }, label));
    if (status) head.append(" ", made("span", { class: "dossier-status", "data-color": status.dataset.color }, status.dataset.label));
    const item = made("li", { class: "dossier-result", "data-kind": kind }, head, made("h2", { class: "dossier-result-title" }, link));
    if (detail.length) item.append(made("p", { class: "dossier-note", dir: "auto" }, ...marked(detail)));
    if (pieces.length) item.append(made("p", { class: "dossier-result-words", dir: "auto", lang: language }, before ? "… " : "", ...marked(pieces), after ? " …" : ""));
    return item;
  }

  // How many results each value of each facet would leave: those of a facet in use are counted as if
  // it were not.

  async #counts(found, filters, asking) {
    const counted = { ...(found.counts ?? (await found.count(filters))) };
    for (const key of Object.keys(filters)) {
      const { [key]: _, ...others } = filters;
      counted[key] = (await found.count(others))[key];
    }
    if (asking === this.asking) this.#count(counted);
  }

  #count(counted) {
    const told = (key, value) => {
      const known = counted[key];
      return known ? (known[encodeURIComponent(value)] ?? 0) : null;
    };
    for (const one of this.kinds) {
      const label = one.parentElement.querySelector("[data-count]");
      label.dataset.all ??= label.textContent;
      const count = told("kind", one.value);
      label.textContent = count === null ? label.dataset.all : this.number.format(count);
      one.parentElement.classList.toggle("is-none", count === 0);
    }
    for (const select of this.selects) {
      for (const option of select.options) {
        if (!option.value) continue;
        option.dataset.all ??= option.textContent;
        const count = told(select.name, option.value);
        option.textContent = count === null ? option.dataset.all : `${option.dataset.label} (${this.number.format(count)})`;
        option.disabled = count === 0 && !option.selected;
      }
    }
  }

  // What a reader is told, and where the keyboard leads

  #tell(what) {
    if (what === "missing" || what === "broken") this.frame.classList.remove("is-asked");
    for (const name of ["missing", "broken", "nothing"]) this.frame.querySelector(`[data-${name}]`).hidden = name !== what;
  }

  // Where the page has no search of the theme's, its keys lead to the words.
  #lead(event) {
    const theirs = document.querySelector("[data-md-component=search]");
    if (theirs || !KEYS.has(event.key) || !isAlone(event) || !areKeysOn()) return;
    event.preventDefault();
    this.words.focus();
    this.words.select();
  }

  #walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [this.words, ...this.list.querySelectorAll("h2 a")];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  }
}
