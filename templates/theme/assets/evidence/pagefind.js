// The search index, loaded when somebody first searches, and its results as elements.

const INDEX = new URL("../../pagefind/pagefind.js", import.meta.url);
const WORDS_IN_EXCERPT = 24;

let loading;

/** Pagefind's module, ready; rejects where the site has no index or is read from disk. */
export function openIndex() {
  loading ??= import(INDEX).then(async (pagefind) => {
    await pagefind.options({ excerptLength: WORDS_IN_EXCERPT });
    await pagefind.init();
    return pagefind;
  });
  return loading;
}

/** A result as a list item: title, facts, and the matching words in their context. */
export function hitElement(hit, { excerpt = true } = {}) {
  const item = document.createElement("li");
  const link = append(item, "a", "ev-hit__title");
  link.href = hit.url;
  link.textContent = plain(hit.meta.title ?? hit.url);
  const facts = [hit.meta.authors, hit.meta.year, hit.meta.type, hit.meta.size].filter(Boolean).map(plain);
  append(item, "span", "ev-hit__facts").textContent = facts.join(" · ") || "Page";
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
