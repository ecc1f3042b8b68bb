// Looks in the index of the search page, beside the page. Ten thousand records may be found: the
// page is told how many there are, and is given those that it shows.

const WORDS = "-words"; // ends the name of what holds words and no record: see search_index/words.py
const KEPT = 8; // searches of whose results the page may still ask for one

const searches = new Map();
let pagefind;
let latest = 0; // the turn of the page's latest search: what is still asked for earlier ones is not
let lost = null; // why a file of the index could not be loaded
let facets = false; // whether the index knows by now what each record has of every facet

// Pagefind unpacks what it loads by JavaScript, unless that is unpacked: a browser takes a tenth of it.
async function unpacked(answer) {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  if (!self.DecompressionStream) return response;
  const content = await response.blob();
  const [first, second] = new Uint8Array(await content.slice(0, 2).arrayBuffer());
  const packed = first === 0x1f && second === 0x8b;
  return new Response(packed ? content.stream().pipeThrough(new DecompressionStream("gzip")) : content);
}

// Pagefind would ask for these files of its index one after the other: they are on their way before.
function ahead(folder, paths) {
  const ask = (address, ...rest) => {
    const answer = unpacked(fetched(address, ...rest));
    answer.catch((error) => (lost = error)); // Pagefind goes on with what it has
    return answer;
  };
  const fetched = self.fetch;
  const coming = new Map();
  for (const path of paths) {
    const { href } = new URL(path, folder);
    coming.set(href, ask(href, path.endsWith(".json") ? { cache: "no-cache" } : {}));
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

// The index is in shards: what a search takes grows with the square of what is found in each.
async function opened({ folder, first, shards, options }) {
  const [main, ...others] = Array.from({ length: shards }, (_, at) => new URL(`${at}/`, folder).href);
  const loading = import(`${main}pagefind.js`);
  ahead(folder, first);
  impatient();
  const loaded = await loading;
  await loaded.options(options);
  loaded.init();
  await loaded.preload(""); // fails if the index does, for which merging would wait without an end
  await Promise.all(others.map((shard) => loaded.mergeIndex(shard, options)));
  return loaded;
}

function current(turn) {
  if (turn < latest) throw new Error("something else has been asked meanwhile");
}

// A reader who types asks faster than a search may take: of those that wait, all but the latest are
// left out. To know the latest, the messages that wait are let in before each.
async function searched({ query, bounds, filters, turn }) {
  const engine = await pagefind;
  await new Promise((resolve) => setTimeout(resolve));
  current(turn);
  if (query !== null) await Promise.all([engine.preload(query, { filters }), engine.preload(bounds)]);
  current(turn);
  if (lost) throw lost;
  const { results, filters: counts } = await engine.search(query, { filters });
  return { results: results.filter(({ id }) => !id.endsWith(WORDS)), counts };
}

const answers = {
  open(index) {
    pagefind = opened(index);
    return pagefind.then(() => true);
  },
  async search(asked, number) {
    const countable = facets;
    const { results, counts } = await searched(asked);
    searches.set(number, results);
    for (const one of results.slice(0, asked.first)) one.data().catch(() => {}); // asked for next
    for (const old of [...searches.keys()].slice(0, -KEPT)) searches.delete(old);
    return { number, length: results.length, counts: countable ? counts : null };
  },
  async result({ number, at }) {
    const one = searches.get(number)[at];
    const { url, content, anchors, filters } = await one.data();
    // Its own places of words are those of whichever search has asked for the record last.
    return { url, content, locations: one.words, anchors, filters };
  },
  // What records have of each facet is a large part of the index: it is loaded when all else is.
  async count(asked) {
    await (await pagefind).filters();
    if (lost) throw lost;
    facets = true;
    return (await searched(asked)).counts;
  },
};

self.addEventListener("message", async ({ data: { id, method, asked } }) => {
  latest = Math.max(latest, asked.turn ?? 0);
  try {
    self.postMessage({ id, answer: await answers[method](asked, id) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
});
