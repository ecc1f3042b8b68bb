// The records of the dossier as the search page asks for them: of a worker that looks in the index
// and is started as soon as this module runs.

import index from "./search-index.js";

// What goes before: names weigh most, in short records, so what is called by the words stands before
// what speaks of it.
const RANKING = { termSaturation: 2, termFrequency: 0.5, pageLength: 1 };
const ROOT = new URL("../../", import.meta.url);

class Records {
  constructor({ first }) {
    this.asked = new Map();
    this.number = 0;
    this.worker = new Worker(new URL("search-worker.js", import.meta.url), { type: "module" });
    this.worker.addEventListener("message", ({ data: { id, answer, error } }) => {
      const { resolve, reject } = this.asked.get(id);
      this.asked.delete(id);
      if (error) reject(new Error(error));
      else resolve(answer);
    });
    this.worker.addEventListener("error", () => {
      this.failed = new Error("the index cannot be searched");
      for (const { reject } of this.asked.values()) reject(this.failed);
    });
    const folder = new URL("search/pagefind/", ROOT).href;
    const options = { baseUrl: ROOT.pathname, excerptLength: 1, ranking: RANKING };
    this.opened = this.#ask("open", { folder, first, options });
  }

  #ask(method, asked) {
    if (this.failed) return Promise.reject(this.failed);
    const id = ++this.number;
    return new Promise((resolve, reject) => {
      this.asked.set(id, { resolve, reject });
      this.worker.postMessage({ id, method, asked });
    });
  }

  // What is found, best first: its `length`, one `result` of it, of which so many come first, and its
  // `counts` if `count` has been asked before.
  async search(terms, filters, first) {
    const { number, length, counts } = await this.#ask("search", { ...told(terms, filters), first });
    return { length, counts, result: (at) => this.#ask("result", { number, at }) };
  }

  // How many of what is found have each value of each facet.
  count(terms, filters) {
    return this.#ask("count", told(terms, filters));
  }
}

// Null where there is no index.
export const records = index && new Records(index);

function told(terms, filters) {
  return { query: terms.empty ? null : terms.query, bounds: terms.bounds, filters };
}
