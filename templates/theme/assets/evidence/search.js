// The search box of every page: results below it as one types. Keys as in Material: s, f or / goes to the box, the
// arrows move through the results, Enter opens the first, Escape closes.

import { counted, find, hitElement, openIndex } from "./pagefind.js";

const MOST_SHOWN = 8;
const WAIT_MS = 150;
const HINT =
  "Finds whole words and beginnings of words, in cards and pages. It does not mend spelling, and signs such as < or = count for nothing.";

for (const form of document.querySelectorAll("form.ev-search")) attach(form);
document.addEventListener("keydown", goToSearch);

function attach(form) {
  const input = form.querySelector("input");
  const panel = form.appendChild(document.createElement("div"));
  panel.className = "ev-search__panel";
  panel.hidden = true;
  const status = panel.appendChild(document.createElement("p"));
  status.className = "ev-status";
  status.setAttribute("role", "status");
  const list = panel.appendChild(document.createElement("ol"));
  list.className = "ev-hits";
  const all = panel.appendChild(document.createElement("a"));
  all.textContent = "All results, with filters";
  const hint = panel.appendChild(document.createElement("p"));
  hint.className = "ev-status";
  hint.textContent = HINT;

  input.addEventListener("focus", () => openIndex().catch(() => {}));
  input.addEventListener("input", () => show());
  form.addEventListener("keydown", (event) => onKey(event));
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || close());
  form.addEventListener("submit", (event) => {
    const first = list.querySelector("a");
    if (!panel.hidden && first) {
      event.preventDefault();
      first.click();
    }
  });

  async function show() {
    const words = input.value.trim();
    if (!words) return close();
    panel.hidden = false;
    all.href = `${form.action}?q=${encodeURIComponent(words)}`;
    try {
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      if (input.value.trim() !== words) return; // typed on meanwhile
      const found = await find(words);
      if (input.value.trim() !== words) return;
      const hits = await Promise.all(found.slice(0, MOST_SHOWN).map((result) => result.data()));
      if (input.value.trim() !== words) return;
      list.replaceChildren(...hits.map((hit) => hitElement(hit)));
      status.textContent = hits.length ? counted(found.length, "result") : `Nothing found for “${words}”.`;
      all.hidden = !hits.length;
    } catch {
      list.replaceChildren();
      status.textContent = "The search needs the site to be opened from a web server, with its index beside it.";
    }
  }

  function close() {
    panel.hidden = true;
  }

  function onKey(event) {
    if (event.key === "Escape") {
      event.preventDefault(); // browsers empty a search box at Escape
      close();
      input.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const stops = [input, ...panel.querySelectorAll("a:not([hidden])")];
      const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      stops[Math.max(0, Math.min(next, stops.length - 1))].focus();
      event.preventDefault();
    }
  }
}

function goToSearch(event) {
  const typing = event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !["s", "f", "/"].includes(event.key)) return;
  event.preventDefault();
  document.querySelector(".md-header form.ev-search input").focus();
}
