// Up to four cards side by side, from the files beside them. The address of the page holds the choice.

import { keep, MOST, picks } from "./picks.js";

const view = document.querySelector(".ev-compare");
const status = view.querySelector(".ev-status");
const root = new URL(view.dataset.root, location.href);
const asked = new URLSearchParams(location.search).get("cards");
const chosen = (asked ? asked.split(",") : picks()).filter((address) => /^[\w.-]+$/.test(address)).slice(0, MOST);

const ROWS = [
  ["Notices", (record) => record.citation.notices.map((notice) => [notice.kind.replaceAll("_", " "), notice.text].filter(Boolean).join(": "))],
  ["Study type", (record) => values([record.design.study_type])],
  ["Design", (record) => values([record.design.allocation, record.design.masking, record.design.control, record.design.centers, record.design.phase])],
  ["n", (record) => (record.population.sample_size ? [record.population.sample_size.value.toLocaleString("en")] : [])],
  ["Condition", (record) => values(record.population.condition)],
  ["Eligibility", (record) => values(record.population.eligibility)],
  ["Age", (record) => record.population.age.map((age) => age.quote.text)],
  ["Place", (record) => values(record.population.location)],
  ["Intervention", (record) => record.interventions.map((one) => one.name)],
  ["Comparator", (record) => record.comparators.map((one) => one.name)],
  ["Efficacy", (record) => results(record, "efficacy")],
  ["Safety", (record) => results(record, "safety")],
  ["Other results", (record) => results(record, "other")],
  ["Conclusions", (record) => record.conclusions.map((quote) => quote.text)],
  ["Do not add up", (record) => record.checks.filter((check) => check.status === "mismatch").map((check) => check.message)],
];

showCards(chosen);

async function showCards(addresses) {
  view.querySelector(".ev-scroll")?.remove();
  if (!addresses.length) {
    status.textContent = "No card is picked yet.";
    return;
  }
  status.textContent = "Fetching the cards…";
  const answers = await Promise.all(addresses.map(fetchCard));
  const cards = answers.filter((card) => card.record);
  const missing = answers.filter((card) => !card.record).map((card) => card.address);
  status.textContent = `${cards.length} ${cards.length === 1 ? "card" : "cards"}` + (missing.length ? `; not found: ${missing.join(", ")}` : "");
  if (!cards.length) return;
  const scroll = element("div", { className: "ev-scroll", tabIndex: 0 });
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "Cards side by side");
  const table = scroll.appendChild(element("table", { className: "ev-grid" }));
  const head = table.createTHead().insertRow();
  head.append(element("td"), ...cards.map((card) => heading(card, addresses)));
  const body = table.createTBody();
  for (const [label, read] of ROWS) {
    const cells = cards.map((card) => [...new Set(read(card.record).filter(Boolean))]);
    if (cells.every((lines) => !lines.length) && ["Notices", "Do not add up", "Other results"].includes(label)) continue;
    const row = body.insertRow();
    row.append(scoped("row", label), ...cells.map((lines) => cell(label, lines)));
  }
  view.append(scroll);
}

async function fetchCard(address) {
  try {
    const answer = await fetch(new URL(`cards/${address}/record.json`, root));
    return { address, record: answer.ok ? await answer.json() : null };
  } catch {
    return { address, record: null };
  }
}

function heading(card, addresses) {
  const { citation } = card.record;
  const head = scoped("col");
  const link = head.appendChild(element("a", { textContent: citation.title ?? "Untitled article" }));
  link.href = new URL(`cards/${card.address}/`, root).href;
  const names = citation.authors.map((author) => author.family ?? author.collective).filter(Boolean);
  const who = names.length > 2 ? `${names[0]} et al.` : names.join(" and ");
  head.append(element("span", { className: "ev-study", textContent: [who, citation.journal_abbrev ?? citation.journal, citation.year].filter(Boolean).join(" · ") }));
  const remove = head.appendChild(element("button", { type: "button", className: "ev-button ev-no-print", textContent: "Remove" }));
  remove.setAttribute("aria-label", `Remove: ${citation.title ?? card.address}`);
  remove.addEventListener("click", () => {
    const others = addresses.filter((address) => address !== card.address);
    keep(picks().filter((address) => address !== card.address));
    const url = new URL(location.href);
    url.searchParams.set("cards", others.join(","));
    history.replaceState(null, "", url);
    showCards(others);
  });
  return head;
}

function cell(label, lines) {
  const made = element("td");
  if (!lines.length) {
    const silent = label === "Notices" || label === "Do not add up" ? "None" : "Not reported";
    made.append(element("span", { className: "ev-silent", textContent: silent }));
  } else if (lines.length === 1) {
    made.textContent = lines[0];
  } else {
    made.appendChild(element("ul")).append(...lines.map((line) => element("li", { textContent: line })));
  }
  return made;
}

function values(reported) {
  return reported.filter(Boolean).map((one) => one.value);
}

function results(record, domain) {
  return record.findings
    .filter((finding) => finding.domain === domain && (finding.statistic || finding.outcome))
    .map((finding) => {
      const words = [finding.statistic?.quote.text, finding.group && `(${finding.group.text})`, finding.p_value?.quote.text];
      return [finding.outcome?.text, words.filter(Boolean).join(" ")].filter(Boolean).join(": ");
    });
}

function scoped(scope, words = "") {
  const head = element("th", { textContent: words });
  head.scope = scope;
  return head;
}

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
