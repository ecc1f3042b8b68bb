// Takes a reader who goes back to where they were: the link through which they left stands where it
// stood, and is lit for a moment. Backspace goes back to it, unless somebody is typing.

import { href } from "./page.js";
import { isAlone } from "./single-keys.js";

const KEPT = "dossier-ways-back";
const MOST = 50; // ways that are kept while the window is open
const LIT = 2500; // ms
const CAME = "dossier-came-from";

const { navigation } = window;
let clicked = null; // the link that was followed last, and how
let shown = location.pathname; // the page that is shown: ahead of it, the address may have changed
let going = false; // back, or forward again, and no page has been shown since

// Which entry of the history was left through which link. The storage may be closed to this site.
function ways() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

function keep(key, way) {
  const { [key]: before, ...others } = ways();
  if (!before && !way) return;
  const all = Object.entries(way ? { ...others, [key]: way } : others);
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(all.slice(-MOST))));
  } catch {
    // without it, one goes back as on any site
  }
}

// The page's own links to one address, not those in the ways around the site.
function links(address) {
  const all = document.querySelectorAll(":is(main, [role=main]) a:not(nav a)");
  return [...all].filter((one) => href(one) === address);
}

// Leaving

function follow({ target, detail, isTrusted }) {
  if (!isTrusted) return; // a script that follows a link for the reader
  const link = target.closest?.("a");
  const address = link && href(link);
  const place = address ? links(address).indexOf(link) : -1;
  clicked = null;
  if (place < 0) return;
  const { top } = link.getBoundingClientRect();
  const way = { address, place, top, byKeyboard: detail === 0 };
  clicked = { url: new URL(address, document.baseURI).href, way };
}

function leave({ navigationType, destination }) {
  if (navigationType !== "push") return;
  keep(navigation.currentEntry.key, clicked?.url === destination.url ? clicked.way : null);
  clicked = null;
}

// Coming back

function arrive() {
  const way = ways()[navigation.currentEntry.key];
  const link = way && links(way.address)[way.place];
  if (!link) return;
  for (let fold = link.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  // As a browser does that has found something there.
  link.closest("[hidden=until-found]")?.dispatchEvent(new Event("beforematch", { bubbles: true }));
  if (!link.getClientRects().length) return; // filtered out of its table, say
  link.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  const settle = () => {
    const top = link.getBoundingClientRect().top - way.top;
    window.scrollBy({ top, behavior: "instant" });
  };
  settle();
  requestAnimationFrame(settle); // what came into sight may have turned out higher than thought
  link.classList.add(CAME);
  setTimeout(() => link.classList.remove(CAME), LIT);
  if (way.byKeyboard) link.focus({ preventScroll: true });
}

function press(event) {
  if (event.key !== "Backspace" || event.defaultPrevented || !isAlone(event)) return;
  const before = navigation.entries()[navigation.currentEntry.index - 1];
  if (!before || !ways()[before.key]) return; // one did not come by a link of this site
  event.preventDefault();
  history.back();
}

function start() {
  document.addEventListener("click", follow, { capture: true });
  document.addEventListener("keydown", press);
  navigation.addEventListener("navigate", leave);
  window.addEventListener("pageshow", ({ persisted }) => {
    const [load] = performance.getEntriesByType("navigation");
    if (persisted || load?.type === "back_forward") arrive();
  });
  window.addEventListener("popstate", () => {
    going = true;
    if (location.pathname === shown) arrive();
  });
  // Material's instant navigation shows the page some time after the address has changed, and once more
  // if one goes back while another is still on its way.
  window.document$?.subscribe(() => {
    shown = location.pathname;
    if (going) requestAnimationFrame(arrive);
    going = false;
  });
}

if (navigation?.currentEntry) start();
