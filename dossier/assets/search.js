// Starts the search page, and only there: what it takes is loaded on no other page.

import { onPage } from "./page.js";

// Of a `q`, Material takes hold for its own search, which opens over the page.
function theirs(address) {
  const words = address.searchParams.get("q");
  if (words === null) return;
  address.searchParams.delete("q");
  if (!address.searchParams.has("for")) address.searchParams.set("for", words);
  history.replaceState(history.state, "", address);
  const field = document.querySelector("[data-md-component=search-query]");
  if (field) field.value = "";
  const toggle = document.querySelector("[data-md-toggle=search]");
  if (toggle?.checked) toggle.click();
}

function start() {
  const frame = document.querySelector("[data-search-page]:not([data-enhanced])");
  if (!frame) return;
  frame.dataset.enhanced = "yes";
  const address = new URL(location.href);
  theirs(address);
  // What is found takes the place of the lists below: nothing jumps when it comes.
  const fields = [...frame.querySelectorAll("form [name]")];
  if (fields.some(({ name }) => address.searchParams.get(name))) frame.classList.add("is-asked");
  import("./search-page.js").then(({ SearchPage }) => new SearchPage(frame).start());
}

onPage(start);
