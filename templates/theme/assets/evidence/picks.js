// Cards picked for comparison, kept in this browser only. A bar at the foot of the page leads to them.

export const MOST = 4;
const KEY = "evidence-picks";
const root = new URL("../../", import.meta.url);

export function picks() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((address) => /^[\w.-]+$/.test(address)).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function keep(addresses) {
  try {
    localStorage.setItem(KEY, JSON.stringify(addresses.slice(0, MOST)));
  } catch {
    // A browser that keeps nothing can still follow the address of a comparison.
  }
  document.dispatchEvent(new Event("ev-picks"));
}

export function compareAddress(addresses) {
  const url = new URL("browse/compare/", root);
  url.searchParams.set("cards", addresses.join(","));
  return url.href;
}

export function pickButton(address, title) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ev-button ev-pick ev-no-print";
  button.dataset.pick = address;
  button.textContent = "Compare";
  button.setAttribute("aria-label", `Compare: ${title}`);
  button.addEventListener("click", () => {
    const now = picks();
    keep(now.includes(address) ? now.filter((other) => other !== address) : [...now, address]);
  });
  mark(button, picks());
  return button;
}

function mark(button, now) {
  const picked = now.includes(button.dataset.pick);
  button.setAttribute("aria-pressed", String(picked));
  button.disabled = !picked && now.length >= MOST;
}

function showBar() {
  const now = picks();
  for (const button of document.querySelectorAll("[data-pick]")) mark(button, now);
  let bar = document.querySelector(".ev-picks");
  if (!bar) {
    bar = document.body.appendChild(document.createElement("div"));
    bar.className = "ev-picks ev-no-print";
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "Cards picked for comparison");
  }
  bar.hidden = now.length === 0 || document.querySelector(".ev-compare") !== null;
  if (bar.hidden) return;
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.textContent = `${now.length} of ${MOST} cards picked`;
  const go = document.createElement("a");
  go.href = compareAddress(now);
  go.textContent = "Compare them";
  const clear = document.createElement("button");
  clear.type = "button";
  clear.className = "ev-button";
  clear.textContent = "Clear";
  clear.addEventListener("click", () => keep([]));
  bar.replaceChildren(said, go, clear);
}

const place = document.querySelector(".ev-pick-place"); // kept free on a card, so that nothing jumps
const address = /\/cards\/([\w.-]+)\/(?:index\.html)?$/.exec(location.pathname)?.[1];
if (place && address) {
  place.append(pickButton(address, document.querySelector("h1")?.firstChild?.textContent ?? address));
}
document.addEventListener("ev-picks", showBar);
addEventListener("storage", (event) => event.key === KEY && showBar());
showBar();
