// Lets a reader enlarge, move and filter the pictures of a page, where it has any; without it, a picture
// and its table are complete.

import { onPage } from "./page.js";

const SMALL = ".dossier-small-map, .dossier-surroundings-drawing, .dossier-timeline.is-small";
const pictures = new Map();

async function start() {
  for (const root of pictures.keys()) if (!root.isConnected) pictures.delete(root);
  const roots = document.querySelectorAll(`:is([data-picture], ${SMALL})`);
  const found = [...roots].filter((root) => !pictures.has(root));
  if (!found.length) return;
  for (const root of found) pictures.set(root, null); // until there is what it takes
  const { Picture } = await import("./picture.js");
  for (const root of found) {
    pictures.set(root, new Picture(root));
    root.dataset.enhanced = "yes";
  }
}

window.addEventListener("popstate", () => {
  for (const [root, picture] of pictures) if (root.isConnected) picture?.filters?.restore();
});

onPage(start);
