// Lands on the passage of a long text to which one goes. A browser lays out far passages only when they
// come near, and where that happens above the place that was gone to, the place moves out of sight.

const AROUND = 40; // passages that are laid out with the one that is gone to, before it and after it
const NEAR = 5; // screens: whoever is further away has scrolled on

// Lays out what stands around an element of a long text, so that nothing moves when it is scrolled to.
export function layOutAround(element) {
  const passage = element.closest(".dossier-text.is-long > .dossier-passage");
  if (!passage) return;
  const text = passage.parentElement;
  const all = [...text.children];
  const at = all.indexOf(passage);
  for (const one of all.slice(Math.max(at - AROUND, 0), at + AROUND)) one.classList.add("is-near");
  // What follows the text is seen with its end.
  if (at + AROUND >= all.length) text.parentElement.classList.add("is-near");
}

// Goes to what the address names in a text, if the browser has gone there.
export function land(text) {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (!target || !text.contains(target)) return;
  const { top } = target.getBoundingClientRect(); // what is laid out around it may take it far away
  layOutAround(target);
  if (Math.abs(top) < NEAR * window.innerHeight) target.scrollIntoView({ behavior: "instant" });
}
