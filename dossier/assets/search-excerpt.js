// Cuts out of what was indexed of a record the words around what was looked for, with marks.

import { bare } from "./search-terms.js";

const LENGTH = 240; // characters of an excerpt, about
const BEFORE = 60; // of them before the first word that was looked for
const END = "\u241e"; // what follows is only found, never shown
const GLUE = "`"; // ends a piece of a word that the next one goes on
const BARE_WORD = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su;

// A record's words as tokens: `text`, whether it was looked for, the part it stands in, and whether
// a space goes before it.
function tokens(data, terms) {
  const words = data.content.normalize("NFC").split(" ");
  const end = words.indexOf(END);
  const hits = new Set(data.locations);
  const parts = data.anchors
    .map(({ id, location }) => ({ from: location, fragment: id.split("@")[0], language: id.split("@")[1] }));
  const found = [];
  let part = -1;
  for (let at = 0; at < (end < 0 ? words.length : end); at += 1) {
    while (part + 1 < parts.length && parts[part + 1].from <= at) part += 1;
    const first = at;
    let word = words[at];
    while (word.endsWith(GLUE)) word = word.slice(0, -1) + words[(at += 1)];
    if (at > first || bare(word).search(terms.unspaced) >= 0) found.push(...signs(word, terms, parts[part]));
    else found.push(...plain(word, hits.has(at), parts[part]));
  }
  return found;
}

// Marks do not take along the commas and quotation marks that touch a word.
function plain(word, hit, part) {
  if (!hit) return [{ text: word, hit, part, spaced: true }];
  const [, before, core, after] = word.match(BARE_WORD);
  return [
    { text: before, hit: false, part, spaced: true },
    { text: core, hit: true, part, spaced: !before },
    { text: after, hit: false, part, spaced: false },
  ].filter(({ text }) => text);
}

// Where no spaces are set, each sign is a token of its own.
function signs(word, terms, part) {
  const found = [...word].map((text, at) => ({ text, hit: false, part, spaced: at === 0 }));
  let folded = "";
  const from = [];
  found.forEach(({ text }, at) => {
    const opened = bare(text);
    folded += opened;
    for (let number = 0; number < opened.length; number += 1) from.push(at);
  });
  for (const run of terms.runs) {
    for (let at = folded.indexOf(run); at >= 0; at = folded.indexOf(run, at + 1)) {
      for (let sign = at; sign < at + run.length; sign += 1) found[from[sign]].hit = true;
    }
  }
  return found;
}

const size = ({ text, spaced }) => text.length + spaced;

// The place from which an excerpt shows the most of what was looked for, in one part of the record.
function densest(all) {
  const hits = all.flatMap((one, at) => (one.hit ? [at] : []));
  const ends = [0];
  for (const one of all) ends.push(ends.at(-1) + size(one));
  let [best, most, last] = [hits[0] ?? 0, 0, 0];
  hits.forEach((first, number) => {
    last = Math.max(last, number);
    while (last < hits.length && ends[hits[last]] - ends[first] < LENGTH - BEFORE && all[hits[last]].part === all[first].part) last += 1;
    if (last - number > most) [best, most] = [first, last - number];
  });
  return best;
}

// Tokens as pieces of words, each marked or not.
function pieces(all) {
  const found = [];
  for (const { text, hit, spaced } of all) {
    const last = found.at(-1);
    const space = spaced && last ? " " : "";
    if (last && last.hit === hit) last.text += space + text;
    else {
      if (hit && last) last.text += space;
      found.push({ text: hit ? text : space + text, hit });
    }
  }
  return found;
}

// What a result shows of a record: its title and the line below it, and an excerpt with where that
// stands on the record's page, in which language, and whether something is left out around it.
export function shown(data, terms) {
  const all = tokens(data, terms);
  const titled = all.filter(({ part }) => part?.fragment === "title");
  const told = {
    title: { pieces: pieces(titled), language: titled[0]?.part.language },
    detail: pieces(all.filter(({ part }) => part?.fragment === "detail")),
  };
  const rest = all.filter(({ part }) => !["title", "detail"].includes(part?.fragment));
  if (!rest.length) return { ...told, pieces: [], fragment: "", language: "" };
  const middle = densest(rest);
  const { part } = rest[middle];
  let start = middle;
  for (let left = BEFORE; start > 0 && rest[start - 1].part === part && left > 0; start -= 1) left -= size(rest[start - 1]);
  let end = start;
  for (let left = LENGTH; end < rest.length && rest[end].part === part && left > 0; end += 1) left -= size(rest[end]);
  return {
    ...told,
    pieces: pieces(rest.slice(start, end)),
    fragment: rest[middle].hit ? part.fragment : "",
    language: part.language,
    before: rest[start - 1]?.part === part,
    after: rest[end]?.part === part,
  };
}
