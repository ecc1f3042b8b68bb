// What the cards beside links say: fetched when first needed, from the site's own files.

const DATA = new URL("./previews/", import.meta.url);
const PLACES = /^(q-|p\d|e\d|e-|r\d+e\d)/; // fragments of quotes and paragraphs
const files = new Map();

// Whatever does not arrive is asked for again the next time.
function file(name) {
  if (!files.has(name)) {
    const coming = fetch(new URL(name, DATA)).then((answer) => (answer.ok ? answer.json() : null));
    files.set(
      name,
      coming.catch(() => null).then((told) => {
        if (!told) files.delete(name);
        return told;
      }),
    );
  }
  return files.get(name);
}

// Ids are words of contributors: one may be called like something that every object has.
function of(table, key) {
  return table && Object.hasOwn(table, key) ? table[key] : null;
}

// The shard that holds an entry, by its key's CRC-32 (RFC 1952, section 8).
export function shardOf(key, shards) {
  let sum = -1;
  for (const byte of new TextEncoder().encode(key)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (~sum & (shards - 1)) >>> 0;
}

async function entry(key, shards) {
  return of(await file(`${shardOf(key, shards)}.json`), key);
}

// Under which keys to look, one after the other: the quote or the paragraph, then the record. A
// quote stands on the page of what it bears on: from there, the source is what one may ask about.
function keys({ id, fragment }, here) {
  if (!PLACES.test(fragment)) return [id];
  if (!fragment.startsWith("q-")) return [`${id}--${fragment}`, id];
  const key = fragment.slice(2);
  return key.startsWith(`${here?.id}--`) ? [id] : [key, id];
}

// The card's elements for where a link leads, as seen from `here`; null where there is no entry.
export async function about(goal, here) {
  const index = await file("index.json");
  if (!of(index?.kinds, goal.kind)) return null;
  for (const key of keys(goal, here)) {
    const found = await entry(key, index.shards);
    if (found) return found.words ? quoteCard(found, index, here) : recordCard(found, index);
  }
  return null;
}

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter(Boolean));
  return made;
}

// Words of contributors, which may run the other way.
function words(tag, className, text) {
  const made = element(tag, className, text);
  made.dir = "auto";
  return made;
}

function recordCard(found, index) {
  const title = words("p", "dossier-preview-title", found.title);
  title.dataset.title = "";
  if (found.passage) title.append(" ", element("span", "dossier-passage-number", found.passage));
  return [
    element("p", "dossier-label", of(index.kinds, found.kind)),
    title,
    found.names && words("p", "dossier-preview-names", found.names.join(" · ")),
    found.text && words("p", "dossier-preview-text", found.text),
    facts(found, index),
    ...(found.quotes ?? []).flatMap((one) => labelled(one, index)),
  ].filter(Boolean);
}

function facts({ status, facts: told = [] }, index) {
  if (!status && !told.length) return null;
  const listed = told.flatMap((one, at) => [at > 0 && " · ", element("bdi", "", one)]);
  return element("p", "dossier-preview-facts", status && chip(status, index), " ", ...listed);
}

function chip(status, index) {
  const [label, color] = of(index.statuses, status) ?? [status, ""];
  const made = element("span", "dossier-status", label);
  made.dataset.color = color;
  return made;
}

// A quote: what it bears on, its words, where they stand (unless one is there), who says so.
function quoteCard(found, index, here) {
  const { bears_on: bears, source } = found;
  const known = here?.kind === "sources" && here.id === source[0];
  return [
    element("p", "dossier-label", stance(found, index)),
    words("p", "dossier-preview-title", bears.title),
    bears.status && element("p", "dossier-preview-facts", chip(bears.status, index)),
    quote({ ...found, bears_on: null, source: known ? null : source }, index),
  ].filter(Boolean);
}

function stance({ stance: key, drifted }, index) {
  return [of(index.stances, key), drifted && index.drifted].filter(Boolean).join(" · ");
}

function quote(found, index) {
  const cited = words("blockquote", "", found.words);
  cited.dir = found.dir;
  if (found.lang) cited.lang = found.lang;
  const told = element("figcaption", "", ...caption(found, index));
  const made = element("figure", "dossier-preview-quote", cited, told);
  made.dataset.stance = found.stance;
  return made;
}

// Color alone does not say that a quote disputes what it stands under.
function labelled(found, index) {
  if (found.stance === "supports" && !found.drifted) return [quote(found, index)];
  return [element("p", "dossier-label", stance(found, index)), quote(found, index)];
}

function caption({ source, passage, voice, translation, bears_on: bears }, index) {
  const place = source && element("bdi", "dossier-source-title", source[1]);
  const number = place && passage && element("span", "dossier-passage-number", passage);
  const meant = element("span", "dossier-label", index.translation);
  return [
    translation && element("p", "", meant, " ", words("span", "", translation)),
    place && element("p", "", place, " ", number),
    voice && element("p", "", voice),
    bears && element("p", "", element("bdi", "", bears.title), " ", bears.status && chip(bears.status, index)),
  ];
}
