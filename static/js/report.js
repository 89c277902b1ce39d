// Lets readers report a mistake without leaving the article. Without it every “Report a mistake” is a link to a form.
// The rest is loaded when it is first needed: when words are marked, or a report of before still waits to be sent.

const story = document.querySelector("[data-article]");
const dialog = () => import("./report-dialog.js");

if (story && document.getElementById("report-dialog")) {
  document.addEventListener("keydown", onKey);
  document.addEventListener("selectionchange", onFirstMarking);
  for (const link of document.querySelectorAll("[data-report]")) prepare(link);
  if (hasWaiting()) import("./outbox.js").then((outbox) => outbox.sendAll());
}

function onKey(event) {
  const wanted = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!wanted || event.isComposing || event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
  event.preventDefault();
  open(marked());
}

/** A link takes what is marked with it: pressing it would unmark the words first. */
function prepare(link) {
  let range = null;
  link.addEventListener("pointerdown", () => (range = marked()));
  link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(range ?? marked());
    range = null;
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
  import("./selection-button.js").then((module) => module.watch(story, open));
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
