// Up to four cards side by side, taken from the cards' own pages, so that a comparison says what the cards say: what
// people corrected, what does not add up, what is computed. The address of the page holds the choice.

import { keep, MOST, picks } from "./picks.js";

const view = document.querySelector(".ev-compare");
const status = view.querySelector(".ev-status");
const root = new URL(view.dataset.root, location.href);
const asked = new URLSearchParams(location.search).get("cards");
const chosen = (asked ? asked.split(",") : picks()).filter((address) => /^[\w.-]+$/.test(address)).slice(0, MOST);

const FACTS = ["at-a-glance", "design", "population"]; // sections whose facts are rows; the first to name a fact counts
const RESULTS = ["Baseline", "Efficacy", "Safety", "Other results", "Results"];
const SAID_BEFORE = ["Study type", "Not reported"]; // under "Study"; by what has no value
const SELDOM = ["Notices", "Baseline", "Other results", "Results"]; // shown where any of the cards has them

showCards(chosen);

async function showCards(addresses) {
  view.querySelector(".ev-scroll")?.remove();
  if (!addresses.length) {
    status.textContent = "No card is picked yet.";
    return;
  }
  status.textContent = "Fetching the cards…";
  const answers = await Promise.all(addresses.map(fetchCard));
  const cards = answers.filter((card) => card.facts);
  const missing = answers.filter((card) => !card.facts).map((card) => card.address);
  status.textContent = `${cards.length} ${cards.length === 1 ? "card" : "cards"}` + (missing.length ? `; not found: ${missing.join(", ")}` : "");
  if (!cards.length) return;
  const scroll = element("div", { className: "ev-scroll", tabIndex: 0 });
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "Cards side by side");
  const table = scroll.appendChild(element("table", { className: "ev-grid" }));
  const head = table.createTHead().insertRow();
  head.append(element("td"), ...cards.map((card) => heading(card, addresses)));
  const body = table.createTBody();
  for (const label of labels(cards)) {
    const row = body.insertRow();
    row.append(scoped("row", label), ...cards.map((card) => cell(label, card.facts.get(label) ?? [])));
  }
  view.append(scroll);
}

/** The rows: in the order of a card, results and conclusions after what was studied, the state of the card last. */
function labels(cards) {
  const facts = [];
  for (const card of cards) {
    let place = -1;
    for (const label of card.facts.keys()) {
      const known = facts.indexOf(label);
      if (known < 0) facts.splice(place + 1, 0, label); // behind what it stands behind on its card
      place = known < 0 ? place + 1 : known;
    }
  }
  const last = [...RESULTS, "Conclusions", "Numbers", "Review"];
  const ordered = ["Notices", ...facts.filter((label) => label !== "Notices" && !last.includes(label)), ...last];
  return ordered.filter((label) => !SELDOM.includes(label) || cards.some((card) => card.facts.has(label)));
}

async function fetchCard(address) {
  const url = new URL(`cards/${address}/`, root);
  try {
    const answer = await fetch(url);
    const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const card = page?.querySelector(".ev-card");
    return card ? { address, url, card, facts: factsOf(card, url) } : { address };
  } catch {
    return { address };
  }
}

/** What a card's page says, as lists of elements by the name of the fact. */
function factsOf(card, url) {
  settle(card, url);
  const facts = new Map();
  const banners = [...card.querySelectorAll(".ev-banner")];
  if (banners.length) facts.set("Notices", banners.flatMap((banner) => [...banner.children]));
  for (const section of FACTS) {
    const found = new Map();
    let label;
    for (const part of card.querySelector(`#${section} + dl`)?.children ?? []) {
      if (part.tagName === "DT") found.set((label = part.textContent), []);
      else found.get(label).push(part);
    }
    for (const [name, values] of found) {
      if (!facts.has(name) && ![...RESULTS, ...SAID_BEFORE].includes(name)) facts.set(name, values);
    }
  }
  for (const title of card.querySelectorAll("h2, h3")) {
    const name = title.firstChild.textContent;
    if (RESULTS.includes(name)) facts.set(name, [title.nextElementSibling]);
    if (name === "Conclusions") facts.set(name, quotesAfter(title));
  }
  return facts;
}

/** Makes the parts of a card fit for another page: links lead to the card, ids are gone, and so is what is drawn. */
function settle(card, url) {
  for (const drawn of card.querySelectorAll(".ev-plots, .headerlink")) drawn.remove();
  for (const link of card.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), url).href;
  for (const one of card.querySelectorAll("dl [id]")) one.removeAttribute("id");
}

function quotesAfter(title) {
  const quotes = [];
  for (let next = title.nextElementSibling; next?.tagName === "BLOCKQUOTE"; next = next.nextElementSibling) quotes.push(next);
  return quotes;
}

function heading({ address, url, card }, addresses) {
  const head = scoped("col");
  const title = card.querySelector("h1").textContent;
  const link = head.appendChild(element("a", { textContent: title }));
  link.href = url.href;
  for (const part of card.querySelectorAll(".ev-authors, .ev-journal")) {
    head.append(element("span", { className: "ev-study", textContent: part.textContent }));
  }
  const remove = head.appendChild(element("button", { type: "button", className: "ev-button ev-no-print", textContent: "Remove" }));
  remove.setAttribute("aria-label", `Remove: ${title}`);
  remove.addEventListener("click", () => {
    const others = addresses.filter((other) => other !== address);
    keep(picks().filter((other) => other !== address));
    const changed = new URL(location.href);
    changed.searchParams.set("cards", others.join(","));
    history.replaceState(null, "", changed);
    showCards(others);
  });
  return head;
}

function cell(label, values) {
  const made = element("td");
  const silent = label === "Notices" ? "None" : "Not reported";
  if (!values.length) made.append(element("span", { className: "ev-silent", textContent: silent }));
  for (const value of values) made.append(value.tagName === "DD" ? contents(value) : document.adoptNode(value));
  return made;
}

/** A fact's value without the list that it stood in. */
function contents(value) {
  const made = element("div");
  made.append(...[...value.childNodes].map((node) => document.adoptNode(node)));
  return made;
}

function scoped(scope, words = "") {
  const head = element("th", { textContent: words });
  head.scope = scope;
  return head;
}

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
