// Lets readers report a mistake or quote a passage without leaving the article. Without it every “Report a mistake” and
// “Quote this” is a link to a page. The rest is loaded when it is first needed: when words are marked, or a report of
// before still waits to be sent.

const story = document.querySelector("[data-article]");
const dialog = () => import("./report-dialog.js");

if (story && document.getElementById("report-dialog")) {
  document.addEventListener("keydown", onKey);
  document.addEventListener("selectionchange", onFirstMarking);
  for (const link of document.querySelectorAll("[data-report]")) prepare(link, open);
  for (const link of document.querySelectorAll("[data-quote-link]")) prepare(link, quote, { onlyMarked: true });
  if (hasWaiting()) import("./outbox.js").then((outbox) => outbox.sendAll());
}

function onKey(event) {
  const wanted = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!wanted || event.isComposing || event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
  event.preventDefault();
  open(marked());
}

/** A link takes what is marked with it: pressing it would unmark the words first. */
function prepare(link, verb, { onlyMarked = false } = {}) {
  let range = null;
  link.addEventListener("pointerdown", () => (range = marked()));
  link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const words = range ?? marked();
    range = null;
    if (onlyMarked && !words) return;
    event.preventDefault();
    verb(words);
  });
}

function open(range) {
  const opener = document.activeElement;
  dialog().then(
    (module) => module.open({ story, range, opener }),
    () => location.assign(document.querySelector("[data-report]").href),
  );
}

function onFirstMarking() {
  if (!marked()) return;
  document.removeEventListener("selectionchange", onFirstMarking);
  dialog();
  const verbs = { report: open, quote: quoting() && quote };
  import("./selection-button.js").then((module) => module.watch(story, verbs));
}

let quotingModule;

/** Return a promise of the module for quotations, which minds what is copied from then on; null if none may be made. */
function quoting() {
  if (!document.getElementById("quote-dialog")) return null;
  quotingModule ??= import("./quoting.js").then((module) => (module.watch(story), module));
  return quotingModule;
}

function quote(range) {
  quoting().then(
    (module) => module.open(range),
    () => location.assign(document.querySelector("[data-quote-link]").href),
  );
}

/** Return the range that is marked now, or null. */
function marked() {
  const selection = getSelection();
  return selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : null;
}

function hasWaiting() {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith("report:"));
  } catch {
    return false;
  }
}
