// Lets a reader filter, narrow down and sort an index table, keeps what was asked in the address,
// and hands out the rows that are shown as CSV. Without it the table is complete. Of a long table,
// nothing is read before somebody asks something of it.

import { language, onPage } from "./page.js";

const PAUSE = 200; // ms: Safari refuses more than 100 changes of the address in 30 seconds
const AT_ONCE = 500; // rows that are folded without a pause
const tables = new Set();

// As a reader types it: no accents, no capitals (ß is ss), straight quotes, plain hyphens.
function fold(text) {
  return text
    .replace(/[‘’ʼ‛′]/g, "'")
    .replace(/[“”„‟«»]/g, '"')
    .replace(/[‐‑‒–—―−]/g, "-")
    .normalize("NFKD")
    .replace(/[\p{Diacritic}\p{Default_Ignorable_Code_Point}]/gu, "")
    .toUpperCase()
    .toLowerCase();
}

function words(element) {
  return element ? element.textContent.replace(/\s+/g, " ").trim() : "";
}

// Of a row's first cell: the title, the line below it, the other spellings.
function titled(cell) {
  return [".dossier-ref", ".dossier-detail:not(.dossier-aliases)", ".dossier-aliases"].map((one) =>
    words(cell.querySelector(one)),
  );
}

// What is searched of a row. No query holds the line breaks, so none is found across two cells.
function text(row) {
  const [title, ...cells] = row.element.cells;
  return (row.text ??= fold([...titled(title), ...cells.map(words)].join("\n")));
}

// What a cell is sorted by: a number, words, or null for nothing, which stands last either way.
function weight(cell, numeric) {
  const given = cell.dataset.sort ?? (numeric ? words(cell) : null);
  if (given !== null) return given === "" ? null : Number(given);
  return words(cell.querySelector(".dossier-ref") ?? cell);
}

// A spreadsheet takes words that begin like a formula for one: an apostrophe keeps them words.
function quoted(value) {
  const safe = /^[=+\-@]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

class IndexTable {
  #ordered = null;

  constructor(frame) {
    this.form = frame.querySelector("form");
    this.table = frame.querySelector("table");
    this.stretches = [...this.table.tBodies]; // as many rows in each, but for the last
    this.length = this.stretches[0].rows.length;
    this.heads = [...frame.querySelectorAll("thead th")];
    this.nothing = frame.querySelector("[data-nothing]");
    this.count = this.form.querySelector("[data-shown]");
    this.facets = [...this.form.querySelectorAll("[data-facet]")];
    this.order = "";
    this.number = new Intl.NumberFormat(language());
    this.collator = new Intl.Collator(language(), { sensitivity: "base", numeric: true });
  }

  start() {
    for (const head of this.heads) this.#sortable(head);
    // Ten thousand rows take a tenth of a second to fold: before the first letter, not at it.
    this.form.elements.filter.addEventListener("focus", () => this.#prepare(), { once: true });
    this.form.addEventListener("input", () => this.#soon());
    // A field that is left has its last word: the reader may be about to follow a link.
    this.form.addEventListener("change", () => this.#now());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#now();
    });
    this.form.addEventListener("reset", () => {
      this.#fill(new URLSearchParams());
      this.#now();
    });
    const csv = this.form.querySelector("[data-csv]");
    csv.addEventListener("click", () => this.#download(csv.dataset));
    this.restore();
    this.form.hidden = false;
  }

  restore() {
    this.#fill(new URLSearchParams(location.search));
    if (this.listed || this.#fields.some(({ value }) => value)) this.#show();
  }

  get attached() {
    return this.form.isConnected;
  }

  // The rows as they were listed, read when they are first asked for.
  get rows() {
    return (this.listed ??= this.stretches.flatMap(({ rows }) => Array.from(rows, (one) => this.#read(one))));
  }

  get ordered() {
    return this.#ordered ?? this.rows;
  }

  #read(element) {
    const given = element.dataset.facets ? JSON.parse(element.dataset.facets) : {};
    const values = this.facets.map(({ name }) => given[name] ?? []);
    return { element, values, shown: true, text: null };
  }

  #prepare(from = 0) {
    const to = from + AT_ONCE;
    this.rows.slice(from, to).forEach(text);
    if (to < this.rows.length && this.attached) setTimeout(() => this.#prepare(to));
  }

  // What is asked: the form's fields are the state, and the address repeats them. The words are its
  // `filter`: of a `q`, Material takes hold for its search.

  get #fields() {
    return [...this.form.elements].filter((one) => one.name);
  }

  #fill(asked) {
    for (const field of this.#fields) {
      field.value = asked.get(field.name) ?? "";
      if (field.selectedIndex < 0) field.value = ""; // a value that is not on offer
    }
  }

  #remember() {
    const address = new URL(location.href);
    for (const { name, value } of this.#fields) {
      if (value.trim()) address.searchParams.set(name, value.trim());
      else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  #soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.#show();
    });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#remember(), PAUSE);
  }

  #now() {
    clearTimeout(this.timer);
    this.#show();
    this.#remember();
  }

  // What is shown

  #show() {
    const moved = this.#sort(this.form.elements.sort.value);
    const looked = fold(this.form.elements.filter.value).split(/\s+/).filter(Boolean);
    const chosen = this.facets.map(({ value }) => value);
    const counts = this.facets.map(() => new Map());
    const lengths = this.stretches.map(() => 0);
    const changed = [];
    this.ordered.forEach((row, place) => {
      const missed = this.#has(row, looked) ? this.#missed(row, chosen) : null;
      // A facet counts the rows that would be shown if its own choice were another.
      if (missed) row.values.forEach((values, at) => {
        if (missed.some((one) => one !== at)) return;
        for (const value of values) counts[at].set(value, (counts[at].get(value) ?? 0) + 1);
      });
      const fits = missed?.length === 0;
      lengths[Math.floor(place / this.length)] += fits;
      if (fits !== row.shown) changed.push(row);
    });
    if (moved || changed.length) this.#arrange(changed, lengths, moved);
    this.#tell(lengths.reduce((all, one) => all + one), counts);
  }

  // A browser begins anew with stretches that come in: it lays out those on the screen. Left in the
  // page, those that many others had been filtered out between would all be laid out at once.
  #arrange(changed, lengths, moved) {
    const anew = moved || this.stretches.length > 1;
    if (anew) for (const one of this.stretches) one.remove();
    if (moved) {
      this.ordered.forEach(({ element }, place) => this.stretches[Math.floor(place / this.length)].append(element));
    }
    for (const row of changed) {
      row.shown = !row.shown;
      // Not `hidden`: Material's rules on it make a browser look at all rows after each of them.
      row.element.classList.toggle("is-out", !row.shown);
    }
    if (!anew) return;
    this.stretches.forEach((one, at) => one.style.setProperty("--rows", lengths[at]));
    this.table.append(...this.stretches.filter((_, at) => lengths[at]));
  }

  #has(row, looked) {
    if (!looked.length) return true;
    return looked.every((one) => text(row).includes(one));
  }

  #missed(row, chosen) {
    return chosen.flatMap((value, at) => (value && !row.values[at].includes(value) ? [at] : []));
  }

  #tell(shown, counts) {
    const told = this.number.format(shown);
    if (this.count.textContent !== told) this.count.textContent = told;
    this.nothing.hidden = shown > 0;
    this.facets.forEach((select, at) => {
      for (const option of select.options) {
        if (!option.value) continue;
        const count = counts[at].get(option.value) ?? 0;
        option.textContent = `${option.dataset.label} (${this.number.format(count)})`;
        option.disabled = count === 0 && !option.selected;
      }
    });
  }

  // In which order

  #sortable(head) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const { key } = head.dataset;
      const first = head.classList.contains("is-numeric") ? `-${key}` : key; // the most, or A to Z
      const second = first === key ? `-${key}` : key;
      this.form.elements.sort.value = this.order === first ? second : first;
      this.#now();
    });
  }

  // Puts the rows into an order; whether it is another one than before.
  #sort(order) {
    if (order === this.order) return false;
    this.order = order;
    const key = order.replace(/^-/, "");
    const at = this.heads.findIndex((one) => one.dataset.key === key);
    this.#ordered = at < 0 ? this.rows : this.#sorted(at, order === key ? 1 : -1);
    for (const head of this.heads) {
      head.removeAttribute("aria-sort");
      if (head.dataset.key === key) head.setAttribute("aria-sort", order === key ? "ascending" : "descending");
    }
    return true;
  }

  #sorted(at, sign) {
    const numeric = this.heads[at].classList.contains("is-numeric");
    const weighed = this.rows.map((row) => ({ row, key: weight(row.element.cells[at], numeric) }));
    weighed.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
      if (typeof a.key === "number") return sign * (a.key - b.key);
      return sign * this.collator.compare(a.key, b.key);
    });
    return weighed.map(({ row }) => row);
  }

  // What is taken along

  #download({ csv, aliases, link }) {
    const file = new Blob([this.#table(aliases, link)], { type: "text/csv;charset=utf-8" });
    const address = URL.createObjectURL(file);
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.download = csv;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  #table(aliases, link) {
    const [first, ...others] = this.heads;
    const lines = [[words(first), first.dataset.detail, aliases, ...others.map(words), link]];
    for (const { element, shown } of this.ordered) {
      if (!shown) continue;
      const [title, ...cells] = element.cells;
      const plain = cells.map((one) => one.dataset.value ?? words(one));
      lines.push([...titled(title), ...plain, title.querySelector("a").href]);
    }
    // A column that says nothing of any row is left out.
    const told = lines[0].map((_, at) => lines.some((line, number) => number > 0 && line[at]));
    const rows = lines.map((line) => line.filter((_, at) => told[at]).map(quoted).join(","));
    return `${rows.join("\r\n")}\r\n`;
  }
}

function start() {
  for (const one of tables) if (!one.attached) tables.delete(one);
  for (const frame of document.querySelectorAll("[data-index]:not([data-enhanced])")) {
    frame.dataset.enhanced = "yes";
    const table = new IndexTable(frame);
    table.start();
    tables.add(table);
  }
}

window.addEventListener("popstate", () => {
  for (const one of tables) if (one.attached) one.restore();
});

onPage(start);
