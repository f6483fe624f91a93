// What opens below a search box as one types. The arrows move through the results, Enter opens the first, Escape closes.

import { counted, find, hitElement, openIndex } from "./pagefind.js";

const MOST_SHOWN = 8;
const WAIT_MS = 150;
const HINT =
  "Finds whole words and beginnings of words, in cards and pages. It does not mend spelling, and signs such as < or = count for nothing.";

/** Gives a search box its panel, and an answer to what stands in it already. */
export function attach(form) {
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
  let answered; // the words that the list is the answer to

  openIndex().catch(() => {}); // show() says what is wrong
  input.addEventListener("input", () => show());
  form.addEventListener("keydown", (event) => onKey(event));
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || close());
  form.addEventListener("submit", (event) => {
    const first = list.querySelector("a");
    if (!panel.hidden && first && answered === input.value.trim()) {
      event.preventDefault();
      first.click();
    }
  });
  show();

  async function show() {
    const words = input.value.trim();
    if (!words) return close();
    panel.hidden = false;
    if (words === answered) return;
    answered = undefined;
    status.textContent = "Searching…";
    all.href = `${form.action}?q=${encodeURIComponent(words)}`;
    try {
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      if (input.value.trim() !== words) return; // typed on meanwhile
      const found = await find(words);
      if (input.value.trim() !== words) return;
      const hits = await Promise.all(found.slice(0, MOST_SHOWN).map((result) => result.data()));
      if (input.value.trim() !== words) return;
      list.replaceChildren(...hits.map((hit) => hitElement(hit)));
      answered = words;
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
