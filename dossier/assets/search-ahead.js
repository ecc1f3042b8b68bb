// Begins to look for what the address of the search page asks: the page loads this before its
// styles, and the theme's own scripts only after all of its text.

import index from "./search-index.js";
import { records } from "./search-records.js";
import { Terms } from "./search-terms.js";

const asked = new URLSearchParams(location.search);
if (records && [...asked.keys()].join() === "for") {
  const terms = new Terms(asked.get("for"), index.unspaced);
  if (!terms.empty) records.begin(terms, {});
}
