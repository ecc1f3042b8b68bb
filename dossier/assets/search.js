// Starts the search page, and only there: what it takes is loaded on no other page.

function start() {
  const frame = document.querySelector("[data-search-page]:not([data-enhanced])");
  if (!frame) return;
  frame.dataset.enhanced = "yes";
  import("./search-page.js").then(({ SearchPage }) => new SearchPage(frame).start());
}

// Material's instant navigation replaces the page without loading it: `document$` tells of both.
if (window.document$) window.document$.subscribe(start);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
