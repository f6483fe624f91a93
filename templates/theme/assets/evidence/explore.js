// Explore: all cards, narrowed down by facets. Values of one facet are alternatives, facets add up. The whole view
// stands in the address, so that it can be shared. Words are the search index's business; facets and orders are columns
// over all cards, fetched once; a page of results is fetched when it is shown.

import { cardIds, counted, fetchJson, find, hitElement, readCard } from "./pagefind.js";
import { pickButton } from "./picks.js";

const COLUMNS = new URL("../../browse/explore.json", import.meta.url);

const PAGE_SIZE = 20;
const FIRST_VALUES = 8;
const FOUND_VALUES = 30;
const MANY_VALUES = 20; // more are not shown at once but looked for
const WAIT_MS = 200;
const FACETS = [
  "Study type", "Condition", "Intervention", "Population", "Participants", "Year", "Country", "Results", "Numbers",
  "Notices", "Review",
];
// By order: a number of each card, smaller ones first.
const SORTS = {
  relevance: null,
  newest: (columns, row) => columns.newest[row],
  oldest: ({ newest, dated }, row) => (newest[row] < dated ? dated - newest[row] : newest[row]),
  largest: ({ size }, row) => -(size[row] ?? -1),
  smallest: ({ size }, row) => size[row] ?? Infinity,
  title: ({ title }, row) => title[row],
};
const NOT_REPORTED = "Not reported";
const BINS = ["Under 50", "50 to 199", "200 to 999", "1,000 or more", NOT_REPORTED];

const form = document.querySelector("#ev-explore");
if (form) explore(form);

async function explore(form) {
  const input = form.elements.q;
  const sort = form.elements.sort;
  const facets = form.querySelector(".ev-facets");
  const status = form.querySelector("[role=status]");
  const list = form.querySelector(".ev-hits");
  const pages = form.querySelector(".ev-pages");
  const opened = new Set(); // facets whose every value is shown
  const sought = new Map(); // by facet, what its values are looked through for
  let view = readView();
  let shownAt = 0;
  let searched = { words: "", found: new Map() };
  let waiting;

  let columns, ids, rowOf;
  try {
    [columns, ids] = await Promise.all([fetchJson(COLUMNS).then(withValues), cardIds()]);
    rowOf = new Map(ids.map((id, row) => [id, row]));
  } catch {
    status.textContent = "The search needs the site to be opened from a web server, with its index beside it.";
    form.replaceChildren(status);
    form.hidden = false;
    return;
  }
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => change({ words: input.value.trim(), page: 1 }, { replace: true }), WAIT_MS);
  });
  sort.addEventListener("change", () => change({ sort: sort.value, page: 1 }));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector(".ev-clear").addEventListener("click", () => {
    change({ words: "", chosen: nothingChosen(), page: 1 });
    fillForm();
  });
  facets.addEventListener("change", (event) => {
    const { name, value, checked, type } = event.target;
    if (type !== "checkbox") return;
    const values = view.chosen[name].filter((one) => one !== value);
    change({ chosen: { ...view.chosen, [name]: checked ? [...values, value] : values }, page: 1 });
  });
  addEventListener("popstate", () => {
    view = readView();
    fillForm();
    show();
  });
  fillForm();
  try {
    await show();
  } finally {
    form.hidden = false; // at once and whole, so that nothing jumps
  }

  function change(part, { replace = false } = {}) {
    view = { ...view, ...part };
    history[replace ? "replaceState" : "pushState"](null, "", address(view));
    show();
  }

  function fillForm() {
    input.value = view.words;
    sort.value = view.sort;
  }

  async function show() {
    const turn = ++shownAt;
    const found = await search();
    if (turn !== shownAt) return; // changed meanwhile
    const { rows, counts } = narrowed(view.words ? [...found.keys()] : [...ids.keys()]);
    const last = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
    const page = Math.min(view.page, last);
    const shown = inChosenOrder(rows).slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
    const hits = await Promise.all(shown.map((row) => found.get(row)?.data() ?? readCard(ids[row])));
    if (turn !== shownAt) return;
    list.replaceChildren(...hits.map(cardElement));
    list.start = (page - 1) * PAGE_SIZE + 1;
    status.textContent = said(rows.length, page, last);
    showFacets(counts);
    showPages(page, last);
  }

  /** The cards that hold the words, each with its result, best match first. */
  async function search() {
    const { words } = view;
    if (words === searched.words) return searched.found;
    if (!words) return new Map();
    status.textContent = "Searching…";
    const cards = (await find(words)).filter((result) => rowOf.has(result.id));
    searched = { words, found: new Map(cards.map((result) => [rowOf.get(result.id), result])) };
    return searched.found;
  }

  function cardElement(hit) {
    const item = hitElement(hit, { excerpt: view.words !== "", results: true });
    item.append(pickButton(addressOf(hit.url), item.querySelector("a").textContent));
    return item;
  }

  /** The rows that fit every choice, and by facet how many cards each value would show. */
  function narrowed(rows) {
    const wanted = columns.facets.map(({ name, values }) => {
      const chosen = view.chosen[name];
      return chosen.length ? new Set(chosen.map((value) => values.indexOf(value))) : null;
    });
    const counts = columns.facets.map(({ values }) => new Array(values.length).fill(0));
    const fitting = [];
    for (const row of rows) {
      const missed = [...wanted.keys()].filter((facet) => wanted[facet] && !holds(row, facet, wanted[facet]));
      if (!missed.length) fitting.push(row);
      // A facet's own choices leave its counts alone: they are alternatives.
      const counted = missed.length > 1 ? [] : missed.length ? missed : counts.keys();
      for (const facet of counted) for (const value of columns.facets[facet].of[row]) counts[facet][value]++;
    }
    return { rows: fitting, counts: named(counts) };
  }

  function holds(row, facet, wanted) {
    return columns.facets[facet].of[row].some((value) => wanted.has(value));
  }

  function named(counts) {
    return Object.fromEntries(
      columns.facets.map(({ name, values }, place) => [
        name,
        Object.fromEntries(values.map((value, index) => [value, counts[place][index]])),
      ]),
    );
  }

  /** Rows of one number stand newest first. */
  function inChosenOrder(rows) {
    const order = SORTS[view.sort === "relevance" && !view.words ? "newest" : view.sort];
    if (!order) return rows;
    const keyed = rows.map((row) => [order(columns, row), columns.newest[row], row]);
    return keyed.sort((one, other) => one[0] - other[0] || one[1] - other[1]).map(([, , row]) => row);
  }

  function said(count, page, last) {
    if (!count) return "No card fits. Take a choice back, or search for fewer words.";
    return `${counted(count, "card")}${last > 1 ? `, page ${page} of ${last.toLocaleString("en")}` : ""}`;
  }

  function showFacets(counts) {
    const focused = document.activeElement?.closest?.(".ev-facets") ? document.activeElement.id : "";
    const open = new Map([...facets.children].map((details) => [details.dataset.facet, details.open]));
    const offers = (facet) => Object.entries(counts[facet] ?? {}).some(([value, count]) => count || view.chosen[facet].includes(value));
    const parts = FACETS.filter(offers).map((facet) => facetElement(facet, counts[facet], open.get(facet)));
    facets.replaceChildren(...parts);
    if (focused) document.getElementById(focused)?.focus();
  }

  function facetElement(facet, counts, wasOpen) {
    const chosen = view.chosen[facet];
    const details = document.createElement("details");
    details.dataset.facet = facet;
    details.open = wasOpen ?? (chosen.length > 0 || matchMedia("(min-width: 60em)").matches);
    const summary = details.appendChild(document.createElement("summary"));
    summary.textContent = chosen.length ? `${facet} (${chosen.length} chosen)` : facet;
    const group = details.appendChild(document.createElement("fieldset"));
    const legend = group.appendChild(document.createElement("legend"));
    legend.className = "ev-hidden";
    legend.textContent = facet;
    const values = inOrder(facet, counts).filter(([value, count]) => count || chosen.includes(value));
    const isLong = values.length > MANY_VALUES;
    const all = opened.has(facet) || values.length <= FIRST_VALUES + 2;
    const shown = all ? values : values.filter(([value], place) => place < FIRST_VALUES || chosen.includes(value));
    const list = group.appendChild(document.createElement("div"));
    const fill = (some) => list.replaceChildren(...some.map(([value, count]) => valueElement(facet, value, count, chosen.includes(value))));
    if (isLong) {
      const finder = document.createElement("input");
      Object.assign(finder, { type: "search", id: `find:${facet}`, value: sought.get(facet) ?? "", autocomplete: "off" });
      finder.setAttribute("aria-label", `Find in ${facet}`);
      finder.placeholder = `Find in ${values.length.toLocaleString("en")}`;
      list.before(finder);
      const look = () => {
        sought.set(facet, finder.value);
        const words = finder.value.trim().toLowerCase();
        const fitting = values.filter(([value]) => chosen.includes(value) || value.toLowerCase().includes(words));
        fill(words ? fitting.slice(0, FOUND_VALUES) : shown);
      };
      finder.addEventListener("input", look);
      look();
      return details;
    }
    fill(shown);
    if (!all) {
      const more = group.appendChild(document.createElement("button"));
      more.type = "button";
      more.textContent = `All ${values.length.toLocaleString("en")}`;
      more.addEventListener("click", () => {
        opened.add(facet);
        details.replaceWith(facetElement(facet, counts, true));
        document.getElementById(valueId(facet, values[FIRST_VALUES][0]))?.focus();
      });
    }
    return details;
  }

  function valueElement(facet, value, count, checked) {
    const label = document.createElement("label");
    const box = label.appendChild(document.createElement("input"));
    Object.assign(box, { type: "checkbox", name: facet, value, checked, id: valueId(facet, value) });
    label.append(` ${value} `);
    const number = label.appendChild(document.createElement("span"));
    number.className = "ev-count";
    number.textContent = count.toLocaleString("en");
    return label;
  }

  function showPages(page, last) {
    const steps = [["Previous", page - 1], ["Next", page + 1]].filter(([, to]) => to >= 1 && to <= last);
    pages.hidden = last === 1;
    pages.replaceChildren(
      ...steps.map(([name, to]) => {
        const link = document.createElement("a");
        link.className = "md-button";
        link.href = address({ ...view, page: to });
        link.textContent = name;
        link.addEventListener("click", (event) => {
          event.preventDefault();
          change({ page: to });
          status.focus();
          status.scrollIntoView();
        });
        return link;
      }),
    );
  }
}

/** The columns with every card's values of a facet as a list. */
function withValues(columns) {
  const facets = columns.facets.map((facet) => ({ ...facet, of: facet.of.map((value) => [value].flat()) }));
  return { ...columns, facets };
}

/** A card's address in its page's URL. */
function addressOf(url) {
  return /\/cards\/([^/]+)\//.exec(url)[1];
}

function valueId(facet, value) {
  return `${facet}:${value}`;
}

/** By count, what is not reported last; years and bins in their own order. */
function inOrder(facet, counts) {
  const entries = Object.entries(counts);
  if (facet === "Year") return entries.sort(([one], [other]) => (parseInt(other) || 0) - (parseInt(one) || 0));
  if (facet === "Participants") return entries.sort(([one], [other]) => BINS.indexOf(one) - BINS.indexOf(other));
  const isSilent = (value) => value === NOT_REPORTED;
  return entries.sort(
    ([one, few], [other, many]) => isSilent(one) - isSilent(other) || many - few || one.localeCompare(other),
  );
}

function nothingChosen() {
  return Object.fromEntries(FACETS.map((facet) => [facet, []]));
}

function readView() {
  const given = new URLSearchParams(location.search);
  const chosen = Object.fromEntries(FACETS.map((facet) => [facet, given.getAll(facet)]));
  const sort = given.get("sort") in SORTS ? given.get("sort") : "relevance";
  return { words: given.get("q") ?? "", sort, page: Math.max(1, parseInt(given.get("page")) || 1), chosen };
}

function address(view) {
  const given = new URLSearchParams();
  if (view.words) given.set("q", view.words);
  for (const [facet, values] of Object.entries(view.chosen)) for (const value of values) given.append(facet, value);
  if (view.sort !== "relevance") given.set("sort", view.sort);
  if (view.page > 1) given.set("page", view.page);
  return `${location.pathname}${given.size ? `?${given}` : ""}`;
}
