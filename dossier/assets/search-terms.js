// Turns what a reader types into what the index holds: words without their endings where the index
// has no stems, and pairs of characters where no spaces are set.

// Of nouns and adjectives in Russian, Ukrainian and their kin, without accents (й is и, ї is і).
const ENDINGS =
  /^(.{3,}?)(?:ого|его|ому|ему|ыми|ими|іми|ами|ями|иями|ові|еві|єві|ою|ею|єю|ію|ью|ия|ию|ии|ие|ья|ье|ьи|ои|еи|ыи|іи|ая|яя|ую|юю|ое|ее|ые|ых|их|іх|ым|им|ім|ов|ев|ів|єв|ам|ям|ах|ях|иям|иях|ом|ем|єм|ием|а|я|о|е|є|ы|и|і|у|ю|ь)$/u;
const REFLEXIVE = /^(.{5,})(?:ся|сь)$/u;
const PAST = /^(.{3,}[аеєиіуыя])(?:ла|ло|ли|л|ть|ти|в)$/u;
// What Korean joins to a noun: particles of one or more syllables.
const PARTICLES =
  /^(.{2,}?)들?(?:에서는|에서도|으로는|으로부터|에게서|이라고|입니다|에서|에게|에는|에도|께서|한테|까지|부터|보다|처럼|으로|라고|이다|은|는|이|가|을|를|의|에|로|와|과|도|만)$/u;
const WORD = /[\p{L}\p{N}\p{M}]+(?:(?<=\p{N})[.,](?=\p{N})[\p{L}\p{N}\p{M}]+)*(?:['’ʼ][sS](?![\p{L}\p{N}]))?/gu;
// Within a word, Pagefind takes for words what looks like several (iPhone, B52).
const COMPOUND = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u;
const SHORT = 3; // so many letters begin words in more than two chunks of a large index
const LETTERS = ["abcdefghijklmnopqrstuvwxyz", "абвгґдежзийклмнопрстуфхцчшщъыьэюяєії"];

// Without accents and capitals, as Pagefind has it.
export function bare(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function pairs(run) {
  const signs = [...run];
  return signs.length < 2 ? signs : signs.slice(1).map((sign, at) => signs[at] + sign);
}

function stem(word) {
  if (!/^[\p{Script=Cyrillic}]+$/u.test(word)) return word;
  const known = word.replace(REFLEXIVE, "$1");
  return (known.match(PAST) ?? known.match(ENDINGS))?.[1] ?? known;
}

// Words that begin like a short one, one for each letter that may follow.
function between(stem) {
  const short = [...stem].length > 1 && [...stem].length <= SHORT;
  return short ? [...(LETTERS.find((letters) => letters.includes(stem.at(-1))) ?? "")].map((one) => stem + one) : [];
}

// Whether two words may be forms of one.
function alike(word, other) {
  let common = 0;
  while (common < word.length && word[common] === other[common]) common += 1;
  return common >= Math.min(3, word.length) && word.length - common <= 5;
}

// The same terms, but for some of what they hold.
function changed(terms, other) {
  return Object.assign(Object.create(Terms.prototype), terms, other);
}

export class Terms {
  // `unspaced` is one character of a script without spaces, as a regular expression.
  constructor(typed, unspaced) {
    const straight = typed.replace(/[“”„‟«»]/g, '"').trim();
    this.unspaced = new RegExp(`${unspaced}+`, "gu");
    this.runs = [];
    this.words = [];
    for (const stretch of straight.normalize("NFC").matchAll(WORD)) this.#read(stretch[0]);
    // One letter alone (l’armée) would be found in everything.
    const longer = this.words.filter((one) => one.length > 1);
    if (longer.length || this.runs.length) this.words = longer;
    this.exact = /^".+"$/u.test(straight) && !this.runs.length;
  }

  #read(stretch) {
    const plain = stretch.replace(/['’ʼ][sS]$/u, "").replace(/[.,]/g, "");
    const spaced = bare(plain).replace(this.unspaced, (run) => {
      this.runs.push(run);
      return " ";
    });
    for (const word of spaced.split(" ").filter(Boolean)) this.words.push(word.normalize("NFC"));
  }

  get empty() {
    return !this.words.length && !this.runs.length;
  }

  get stems() {
    return this.exact ? this.words : this.words.map(stem);
  }

  // What to ask Pagefind, which finds every word that begins like one of these.
  get query() {
    const asked = [...this.stems, ...this.runs.flatMap(pairs)].join(" ");
    return this.exact ? `"${asked}"` : asked;
  }

  // Words that begin alike may end in another chunk of the index than the one in which they begin:
  // this asks for where they end, and of a short last one, which is perhaps still typed, for what lies
  // between.
  get bounds() {
    const { stems } = this;
    return [...stems.map((one) => `${one}\uffff`), ...stems.slice(-1).flatMap(between)].join(" ");
  }

  // Those of them that a record does not hold. Pagefind passes over words that it does not know, or
  // takes words for them with which they begin (for “unheard”, Un).
  absent(data) {
    const all = data.content.split(" ");
    const told = data.locations.flatMap((at) => [all[at], ...all[at].split(COMPOUND)]);
    const held = told.flatMap((one) => bare(one).match(/[\p{L}\p{N}]+/gu) ?? []);
    held.push(...held.map((_, at) => held.slice(at, at + 2).join(""))); // 15,000 for 15000
    return [
      ...this.words.filter((_, at) => !held.some((one) => alike(bare(this.stems[at]), one))),
      ...this.runs.filter((run) => !pairs(run).every((pair) => held.some((one) => one.startsWith(pair)))),
    ];
  }

  // All the words, and each by itself.
  get all() {
    return [...new Set([...this.words, ...this.runs])];
  }

  get each() {
    return this.all.map((word) => this.without(this.all.filter((one) => one !== word)));
  }

  without(absent) {
    const left = (words) => words.filter((one) => !absent.includes(one));
    return changed(this, { words: left(this.words), runs: left(this.runs) });
  }

  // The same without what Korean joins to its nouns, for where nothing is found, or null.
  get looser() {
    const cut = this.words.map((one) => one.match(PARTICLES)?.[1] ?? one);
    const joined = !this.exact && cut.some((one, at) => /^[가-힣]/u.test(one) && one !== this.words[at]);
    return joined ? changed(this, { words: cut }) : null;
  }
}
