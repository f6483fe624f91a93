// The search index, loaded when somebody first searches, and its results as elements.

const HOME = new URL("../../pagefind/", import.meta.url);
const WORDS_IN_EXCERPT = 24;
const QUOTED = /^\s*".+"\s*$/;
const SOMETHING = /[\p{L}\p{N}]/u;
const LANGUAGE = "en-x-"; // and the shard's bits: how the ids of its results begin
const PAGEFINDS_MARK = "pagefind_dcd";
const IMPOSSIBLE = "zqzqzq";
const RESULTS = [["efficacy", "Efficacy"], ["safety", "Safety"], ["found", "Results"]];

let loading;
let listing;

/** Pagefind's module, ready, with all shards of the index; rejects where there is none or the site is read from disk. */
export function openIndex() {
  loading ??= open();
  return loading;
}

async function open() {
  const [pagefind, { tag, beside }] = await Promise.all([import(new URL("pagefind.js", HOME)), shards()]);
  const options = { excerptLength: WORDS_IN_EXCERPT, metaCacheTag: tag };
  await pagefind.options(options);
  await pagefind.init();
  await Promise.all(beside.map((bits) => pagefind.mergeIndex(new URL(`${bits}/`, HOME).pathname, options)));
  return pagefind;
}

/** The shards of the index: those beside the first, and what changes when any of them does. */
function shards() {
  listing ??= fetchJson(new URL("shards.json", HOME), { cache: "no-cache" });
  return listing;
}

/** A result for a card that nobody searched for: the index would fetch all of itself to list cards without words. */
export async function readCard(id) {
  const { beside } = await shards();
  const bits = id.slice(LANGUAGE.length, id.lastIndexOf("_"));
  const folder = beside.includes(bits) ? `${bits}/` : "";
  const answer = await fetch(new URL(`${folder}fragment/${id}.pf_fragment`, HOME));
  if (!answer.ok) throw new Error(`${id}: ${answer.status}`);
  const unpacked = new Response(answer.body.pipeThrough(new DecompressionStream("gzip")));
  const card = JSON.parse((await unpacked.text()).slice(PAGEFINDS_MARK.length));
  return { ...card, url: new URL(`..${card.url}`, HOME).pathname };
}

/**
 * The results that hold every word, whole or as the beginning of a longer one, best match first.
 *
 * Where a shard of the index lacks a word, Pagefind drops it, or takes the longest word that it begins with. A few
 * hundred cards lack many words that the whole set has, so what each word finds is looked at by itself.
 */
export async function find(words) {
  const found = await results(words);
  if (QUOTED.test(words)) return found;
  const each = words.split(/\s+/).filter((word) => SOMETHING.test(word));
  const holding = await Promise.all(each.map((word) => idsHolding(word.replaceAll('"', ""))));
  return found.filter(({ id }) => holding.every((ids) => ids.has(id)));
}

async function idsHolding(word) {
  const [begun, whole] = await Promise.all([results(word), results(`"${word}"`)]);
  const knowing = new Set(whole.map(shardOf));
  const doubtful = begun.filter((result) => !knowing.has(shardOf(result)));
  if (doubtful.length) {
    // What a shard finds for a word that goes on impossibly, it has for want of better: a shorter word.
    const shorter = new Set((await results(word + IMPOSSIBLE)).map(placesOf));
    for (const result of doubtful) if (!shorter.has(placesOf(result))) knowing.add(shardOf(result));
  }
  return new Set(begun.filter((result) => knowing.has(shardOf(result))).map(({ id }) => id));
}

async function results(words) {
  const pagefind = await openIndex();
  return (await pagefind.search(words)).results;
}

/** The part of a result's id that says which shard it comes from. */
function shardOf({ id }) {
  return id.slice(0, id.lastIndexOf("_"));
}

function placesOf({ id, words }) {
  return `${id} ${words}`;
}

/** The ids that results of cards have, in the order of the cards' addresses. */
export function cardIds() {
  return fetchJson(new URL("cards.json", HOME));
}

/** What a JSON file of the site says. */
export async function fetchJson(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** A result as a list item: title, facts, the first results if wanted, and the matching words in their context. */
export function hitElement(hit, { excerpt = true, results = false } = {}) {
  const item = document.createElement("li");
  const link = append(item, "a", "ev-hit__title");
  link.href = hit.url;
  link.textContent = plain(hit.meta.title ?? hit.url);
  const facts = [hit.meta.authors, hit.meta.date, hit.meta.type, hit.meta.size].filter(Boolean).map(plain);
  append(item, "span", "ev-hit__facts").textContent = facts.join(" · ") || "Page";
  if (hit.meta.notice) append(item, "span", "ev-badge").textContent = plain(hit.meta.notice);
  for (const [name, label] of results ? RESULTS : []) {
    if (hit.meta[name]) append(item, "span", "ev-hit__facts").textContent = `${label}: ${plain(hit.meta[name])}`;
  }
  if (excerpt) appendMarked(append(item, "span", "ev-hit__excerpt"), hit.excerpt);
  return item;
}

/** "1 card", "2,345 cards". */
export function counted(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

function append(parent, tag, className) {
  const element = document.createElement(tag);
  element.className = className;
  parent.append(element);
  return element;
}

/** Writes an excerpt, whose only markup is Pagefind's mark, without ever reading it as HTML. */
function appendMarked(parent, excerpt) {
  for (const [index, piece] of excerpt.split(/<\/?mark>/).entries()) {
    const node = index % 2 ? document.createElement("mark") : document.createTextNode("");
    node.textContent = plain(piece);
    parent.append(node);
  }
}

/** The text that character references stand for; a document made this way runs and loads nothing. */
function plain(escaped) {
  const body = `<body>${escaped.replaceAll("<", "&lt;")}`;
  return new DOMParser().parseFromString(body, "text/html").body.textContent;
}
