// What any script needs of a page: when it is there, its language, and where its links lead.

// Material's instant navigation replaces the page without loading it: `document$` tells of both.
export function onPage(start) {
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}

// As JavaScript's own formats want it: MkDocs' themes write it with an underscore.
export function language() {
  return (document.documentElement.lang || "en").replace("_", "-");
}

// Links in drawings say it in another way than links in text.
export function href(link) {
  return link.href?.baseVal ?? link.getAttribute("href");
}
