// A table that scrolls sideways on a narrow screen can be reached by keyboard and has a name (WCAG 2.1.1). Evidence
// tables say so themselves; this is for tables that are written by hand.

addEventListener("load", nameAll);
addEventListener("resize", nameAll);

function nameAll() {
  const tables = [...document.querySelectorAll("main table")];
  for (const table of tables) {
    const around = scroller(table);
    if (!around || around.hasAttribute("tabindex")) continue;
    around.tabIndex = 0;
    if (around === table) continue; // which has a role of its own
    around.setAttribute("role", "region");
    around.setAttribute("aria-label", nameOf(table, tables));
  }
}

function scroller(table) {
  for (let element = table; element.tagName !== "MAIN"; element = element.parentElement) {
    const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX);
    if (scrolls && element.scrollWidth > element.clientWidth) return element;
  }
  return null;
}

// Two tables under one heading are told apart by number, as landmarks need names of their own.
function nameOf(table, tables) {
  const heading = headingOf(table);
  const together = tables.filter((other) => headingOf(other) === heading);
  return together.length > 1 ? `Table ${together.indexOf(table) + 1}: ${heading}` : `Table: ${heading}`;
}

function headingOf(table) {
  const before = [...document.querySelectorAll("main :is(h1, h2, h3)")].filter(
    (heading) => heading.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return before.at(-1)?.firstChild.textContent.trim() ?? document.title;
}
