// Evidence tables: sorting, choice of columns, pages, print and CSV; and files put together from those of the cards.
// Without this script a table shows its first rows and every link works.

import { pickButton } from "./picks.js";

const PAGE = 50;
const AT_ONCE = 6;
const HIDDEN = "evidence-hidden-columns";
const COLLATOR = new Intl.Collator("en", { sensitivity: "base" });
const FORMULA = /^[=+\-@\t\r]./;

for (const element of document.querySelectorAll(".ev-table")) attach(element);

function attach(element) {
  const table = element.querySelector("table");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const status = element.querySelector(".ev-status");
  const leftOut = element.querySelectorAll(".ev-left-out li").length;
  const state = { rows: [...body.rows], all: null, ordered: null, sort: null, descending: false, page: 0, leftOut: false };

  const tools = document.createElement("div");
  tools.className = "ev-tools ev-no-print";
  tools.append(columnChoice(), button("CSV of this table", saveCsv), button("Print", printAll));
  if (leftOut) tools.append(leftOutChoice());
  element.querySelector(".ev-scroll").before(tools);
  const pager = document.createElement("div");
  pager.className = "ev-pager ev-no-print";
  const previous = button("Previous", () => turn(-1));
  const next = button("Next", () => turn(1));
  pager.append(previous, next);
  element.querySelector(".ev-scroll").after(pager);
  heads.forEach(addSorting);
  hideColumns(keptColumns());
  show();
  downloads();

  function dress(row) {
    const head = row.cells[0];
    const title = head.querySelector("a").textContent;
    if (!head.querySelector("[data-pick]")) head.append(pickButton(row.dataset.card, title));
  }

  // The rows that the page does not carry, fetched once, when they are first wanted.
  function load() {
    state.all ??= (async () => {
      const names = element.dataset.parts.split(" ").filter(Boolean);
      status.textContent = names.length ? "Fetching the other studies…" : status.textContent;
      const parts = await Promise.all(names.map((name) => fetch(name).then((answer) => answer.json())));
      const fetched = [];
      for (const part of parts) {
        const holder = document.createElement("tbody");
        holder.innerHTML = part.join("");
        fetched.push(...holder.rows);
        await breath();
      }
      state.rows.push(...fetched);
      state.ordered = null;
    })();
    return state.all.catch(() => {
      state.all = null;
      status.textContent = "The other studies could not be fetched. Is the site opened from a web server?";
      throw new Error("not fetched");
    });
  }

  function wanted() {
    return state.rows.filter((row) => state.leftOut || !("leftOut" in row.dataset));
  }

  function show(everything = false) {
    state.ordered ??= sorted(wanted());
    const rows = state.ordered;
    const from = everything ? 0 : state.page * PAGE;
    const shown = everything ? rows : rows.slice(from, from + PAGE);
    for (const row of shown) {
      row.hidden = false;
      dress(row);
    }
    body.replaceChildren(...shown);
    const total = Number(element.dataset.total) + (state.leftOut ? leftOut : 0);
    previous.disabled = from === 0;
    next.disabled = from + shown.length >= total;
    pager.hidden = previous.disabled && next.disabled;
    const counted = `${total.toLocaleString("en")} ${total === 1 ? "study" : "studies"}`;
    status.textContent = shown.length === total ? counted : `${from + 1} to ${from + shown.length} of ${counted}`;
    if (state.sort !== null) {
      status.textContent += `, by ${heads[state.sort].dataset.column.toLowerCase()}, ${state.descending ? "downwards" : "upwards"}`;
    }
  }

  function sorted(rows) {
    if (state.sort === null) return rows;
    const way = state.descending ? -1 : 1;
    const keyed = rows.map((row) => [keyOf(row.cells[state.sort]), row]);
    // What is not reported comes last in both directions.
    keyed.sort(([a], [b]) => (a === "") - (b === "") || way * compare(a, b));
    return keyed.map(([, row]) => row);
  }

  async function turn(by) {
    await load();
    state.page += by;
    show();
    element.scrollIntoView({ block: "start" });
  }

  function addSorting(head, index) {
    const sorter = button(head.textContent, async () => {
      await load();
      const first = index === 0 || head.dataset.column === "Design" ? false : ["Year", "n", "Numbers"].includes(head.dataset.column);
      state.descending = state.sort === index ? !state.descending : first;
      state.sort = index;
      state.ordered = null;
      state.page = 0;
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
      show();
    });
    sorter.className = "ev-sorter";
    head.replaceChildren(sorter);
  }

  function columnChoice() {
    const details = document.createElement("details");
    details.className = "ev-columns";
    const summary = details.appendChild(document.createElement("summary"));
    summary.textContent = "Columns";
    const box = details.appendChild(document.createElement("div"));
    heads.slice(1).forEach((head) => {
      const label = box.appendChild(document.createElement("label"));
      const check = label.appendChild(document.createElement("input"));
      check.type = "checkbox";
      check.checked = !keptColumns().includes(head.dataset.column);
      check.addEventListener("change", () => {
        const others = keptColumns().filter((name) => name !== head.dataset.column);
        hideColumns(check.checked ? others : [...others, head.dataset.column]);
      });
      label.append(` ${head.dataset.column}`);
    });
    return details;
  }

  function hideColumns(names) {
    try {
      localStorage.setItem(HIDDEN, JSON.stringify(names));
    } catch {
      // The choice then holds for this page only.
    }
    heads.forEach((head, index) => table.classList.toggle(`ev-without-${index + 1}`, names.includes(head.dataset.column)));
  }

  function leftOutChoice() {
    const label = document.createElement("label");
    const check = label.appendChild(document.createElement("input"));
    check.type = "checkbox";
    check.addEventListener("change", async () => {
      await load();
      state.leftOut = check.checked;
      state.ordered = null;
      state.page = 0;
      show();
    });
    label.append(` With the ${leftOut} left out`);
    return label;
  }

  async function printAll() {
    await load();
    show(true);
    print();
    show();
  }

  async function saveCsv() {
    await load();
    const visible = heads.map((_, index) => index).filter((index) => !table.classList.contains(`ev-without-${index + 1}`));
    const lines = [visible.map((index) => heads[index].dataset.column)];
    for (const row of sorted(wanted())) lines.push(visible.map((index) => cellText(row.cells[index])));
    save(`${element.dataset.name}-table.csv`, "text/csv", "\ufeff" + lines.map((line) => line.map(csvCell).join(",") + "\r\n").join(""));
    show();
  }

  function downloads() {
    const box = document.querySelector(".ev-downloads");
    if (!box) return;
    box.hidden = false;
    const said = box.appendChild(document.createElement("span"));
    said.setAttribute("role", "status");
    for (const one of box.querySelectorAll("[data-format]")) {
      one.addEventListener("click", () => takeAway(Number(one.dataset.format), box, said));
    }
  }

  async function takeAway(number, box, said) {
    await load();
    const root = new URL(box.dataset.root, location.href);
    const format = (await (await fetch(new URL("exports/formats.json", root))).json())[number];
    const addresses = wanted().map((row) => row.dataset.card);
    const pieces = new Array(addresses.length);
    let done = 0;
    const queue = addresses.entries();
    const worker = async () => {
      for (const [index, address] of queue) {
        // Bytes, not text(): that would drop the mark that a table begins with.
        const answer = await fetch(new URL(`cards/${address}/${format.file}`, root));
        const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
        pieces[index] = text.slice(format.start.length, text.length - format.end.length);
        said.textContent = `${++done} of ${addresses.length}`;
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    } catch {
      said.textContent = "The cards' files could not be fetched. Is the site opened from a web server?";
      return;
    }
    save(`${box.dataset.name}.${format.name.slice(format.name.indexOf(".") + 1)}`, format.type, format.start + pieces.join(format.between) + format.end);
    said.textContent = `${addresses.length} ${addresses.length === 1 ? "card" : "cards"} saved`;
    show();
  }
}

function keptColumns() {
  try {
    const names = JSON.parse(localStorage.getItem(HIDDEN) ?? "[]");
    return Array.isArray(names) ? names : [];
  } catch {
    return [];
  }
}

function keyOf(cell) {
  const key = cell.dataset.sort ?? (cell.querySelector(".ev-silent") ? "" : cell.textContent.trim());
  return key;
}

function compare(a, b) {
  const [x, y] = [Number(a), Number(b)];
  return a !== "" && b !== "" && !Number.isNaN(x) && !Number.isNaN(y) ? x - y : COLLATOR.compare(a, b);
}

// Lets the page react in the middle of long work.
function breath() {
  return new Promise((resolve) => setTimeout(resolve));
}

function cellText(cell) {
  const items = [...cell.querySelectorAll("li")].map((item) => item.textContent.trim());
  if (items.length) return items.join("; ");
  const words = cell.tagName === "TH" ? [cell.querySelector("a"), ...cell.querySelectorAll(".ev-study, .ev-badge")] : null;
  return (words ? words.map((word) => word.textContent.trim()).filter(Boolean).join(" · ") : cell.textContent).trim();
}

function csvCell(text) {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function button(words, onClick) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "ev-button";
  made.textContent = words;
  made.addEventListener("click", onClick);
  return made;
}
