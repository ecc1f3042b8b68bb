// The records of the dossier as the search page asks for them: of a worker that looks in the index
// and is started as soon as this module runs.

import index from "./search-index.js";

// What goes before: names weigh most, in short records, so what is called by the words stands before
// what speaks of it.
const RANKING = { termSaturation: 2, termFrequency: 0.5, pageLength: 1 };
const PAGE = 10; // results at a time
const MOST = 8; // words that are looked for by themselves where they are not found together
const LOOK = 3; // results that tell whether a word was found, or another one for it
const ROOT = new URL("../../", import.meta.url);

class Records {
  constructor({ first, shards }) {
    this.asked = new Map();
    this.number = 0;
    this.turn = 0; // of what is searched for, the words and all that this takes
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
    this.opened = this.#ask("open", { folder, first, shards, options });
  }

  #ask(method, asked) {
    if (this.failed) return Promise.reject(this.failed);
    const id = ++this.number;
    return new Promise((resolve, reject) => {
      this.asked.set(id, { resolve, reject });
      this.worker.postMessage({ id, method, asked });
    });
  }

  // Searches for what will be asked for next, unless the page was sooner: its search would end.
  begin(terms, filters) {
    if (this.turn) return;
    this.begun = [key(terms, filters), this.search(terms, filters)];
    this.begun[1].catch(() => {}); // told by whoever asks for it
  }

  // What is found, best first: its `length`, one `result` of it, its `counts` if any have been asked
  // before, and how to `count` it with other filters; the `terms` that were looked for, and those of
  // them that no record has, which are `absent`. What was asked before is not gone on with.
  search(terms, filters) {
    const [begun, found] = this.begun ?? [];
    this.begun = null;
    if (begun === key(terms, filters)) return found;
    this.turn += 1;
    return this.#whole(terms, filters, this.turn);
  }

  async #whole(terms, filters, turn) {
    let found = await this.#found(terms, filters, turn);
    if (!found.length && terms.looser) found = await this.#found(terms.looser, filters, turn);
    if (terms.empty || terms.exact) return found;
    const absent = found.length ? await this.#lacking(found) : await this.#nowhere(found.terms, turn);
    if (!absent.length) return found;
    const others = found.terms.without(absent);
    const rest = others.empty ? { ...found, length: 0, terms: others } : await this.#found(others, filters, turn);
    return { ...rest, absent };
  }

  // Which words Pagefind has passed over, or has taken others for: it does so with those that no
  // record has. What it finds then lacks them.
  async #lacking({ terms, length, result }, first = PAGE) {
    const some = Array.from({ length: Math.min(length, first) }, (_, at) => result(at));
    const [best, ...others] = (await Promise.all(some)).map((one) => terms.absent(one));
    return best.filter((word) => others.every((absent) => absent.includes(word)));
  }

  // Which of several words, that are not found together, no record has: of a few.
  async #nowhere(terms, turn) {
    const absent = [];
    const each = terms.each.slice(0, MOST);
    for (const one of each.length > 1 ? each : []) {
      const found = await this.#found(one, {}, turn, LOOK);
      absent.push(...(found.length ? await this.#lacking(found, LOOK) : one.all));
    }
    return absent;
  }

  // As `search` returns it; so many of what is found are asked for next.
  async #found(terms, filters, turn, first = PAGE) {
    const words = { query: terms.empty ? null : terms.query, bounds: terms.bounds };
    const asked = (narrowing) => ({ ...words, filters: narrowing, first, turn });
    const { number, ...found } = await this.#ask("search", asked(filters));
    const result = (at) => this.#ask("result", { number, at });
    return { ...found, result, terms, absent: [], count: (others) => this.#ask("count", asked(others)) };
  }
}

function key(terms, filters) {
  return JSON.stringify([terms.query, terms.bounds, filters]);
}

export { PAGE };

// Null where there is no index.
export const records = index && new Records(index);
