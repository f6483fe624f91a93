// The search box of every page. Keys as in Material: s, f or / goes to the box. Everything else comes with its first use.

for (const form of document.querySelectorAll("form.ev-search")) {
  form.addEventListener("focusin", () => open(form), { once: true });
}
document.addEventListener("keydown", goToSearch);

async function open(form) {
  const { attach } = await import("./search-panel.js");
  attach(form);
}

function goToSearch(event) {
  const typing = event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !["s", "f", "/"].includes(event.key)) return;
  event.preventDefault();
  document.querySelector(".md-header form.ev-search input").focus();
}
