// Looks in the index of the search page, beside the page. Ten thousand records may be found: the
// page is told how many there are, and is given those that it shows.

const KEPT = 8; // searches of whose results the page may still ask for one

const searches = new Map();
let pagefind;
let facets = false; // whether the index knows by now what each record has of every facet

// Pagefind would ask for these files of its index one after the other: they are on their way before.
function ahead(folder, paths) {
  const ask = self.fetch;
  const coming = new Map();
  for (const path of paths) {
    const { href } = new URL(path, folder);
    coming.set(href, ask(href, path.endsWith(".json") ? { cache: "no-cache" } : {}));
    coming.get(href).catch(() => {}); // told by whoever asks for it
  }
  self.fetch = (address, ...rest) => {
    const href = address.split("?")[0]; // after it, Pagefind writes the time
    const answer = coming.get(href) ?? ask(address, ...rest);
    coming.delete(href);
    return answer;
  };
}

// Pagefind looks every 50 ms whether its index is open by now. It waits for nothing else.
function impatient() {
  const wait = self.setTimeout;
  self.setTimeout = (run, pause) => wait(run, Math.min(pause, 5));
}

async function opened({ folder, first, options }) {
  ahead(folder, first);
  impatient();
  const loaded = await import(new URL("pagefind.js", folder).href);
  await loaded.options(options);
  loaded.init();
  return loaded;
}

async function searched({ query, bounds, filters }) {
  const engine = await pagefind;
  if (query !== null) await Promise.all([engine.preload(query, { filters }), engine.preload(bounds)]);
  return engine.search(query, { filters });
}

const answers = {
  open(index) {
    pagefind = opened(index);
    return pagefind.then(() => true);
  },
  async search(asked, number) {
    const countable = facets;
    const { results, filters } = await searched(asked);
    searches.set(number, results);
    for (const one of results.slice(0, asked.first)) one.data().catch(() => {}); // asked for next
    for (const old of [...searches.keys()].slice(0, -KEPT)) searches.delete(old);
    return { number, length: results.length, counts: countable ? filters : null };
  },
  async result({ number, at }) {
    const { url, content, locations, anchors, filters } = await searches.get(number)[at].data();
    return { url, content, locations, anchors, filters };
  },
  // What records have of each facet is a large part of the index: it is loaded when all else is.
  async count(asked) {
    await (await pagefind).filters();
    facets = true;
    return (await searched(asked)).filters;
  },
};

self.addEventListener("message", async ({ data: { id, method, asked } }) => {
  try {
    self.postMessage({ id, answer: await answers[method](asked, id) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
});
