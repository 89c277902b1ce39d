// “Quote this”: gives marked words with their source, counted against what the license lets out. Without it the link
// leads to a page with the line to copy. Words of the page go in as text, never as markup.

import { length, toHtml, toMarkdown, toText } from "./passage-forms.js";
import { placeBeside } from "./placing.js";
import { describe } from "./quote.js";

let story;
let template;
let dialog;
let passage;

/** Add the source to what is copied from `of` by hand, if it is longer than the license lets out. */
export function watch(of) {
  story = of;
  template = document.getElementById("quote-dialog");
  document.addEventListener("copy", addSource);
}

/** Open the dialog for the words that `range` marks. */
export function open(range) {
  passage = range ? wordsOf(range) : "";
  if (!passage) return location.assign(document.querySelector("[data-quote-link]").href);
  dialog ??= make();
  fill();
  dialog.showModal();
  placeBeside(dialog, range);
}

/** Return the marked words of headline, standfirst and text, each paragraph on a line of its own. */
function wordsOf(range) {
  const parts = [...story.querySelectorAll('[data-part]:not([data-part="caption"])')];
  const marked = parts.filter((one) => range.intersectsNode(one)).map((one) => describe(one, range)?.exact);
  return marked.filter(Boolean).join("\n");
}

/** Return a part of the template by its name. */
function part(name) {
  return template.content.querySelector(`[data-quote="${name}"]`);
}

/** Return how many characters the license lets out; Infinity if all. */
function limit() {
  return template.dataset.most ? Number(template.dataset.most) : Infinity;
}

// --- The dialog ---

function make() {
  const made = template.content.firstElementChild.cloneNode(true);
  document.body.append(made);
  for (const button of made.querySelectorAll("[data-close]")) button.addEventListener("click", () => made.close());
  made.addEventListener("change", write);
  made.querySelector("[data-copy]").addEventListener("click", copy);
  return made;
}

function fill() {
  const count = length(passage);
  const over = count > limit();
  const place = (name) => dialog.querySelector(`[data-quote="${name}"]`);
  place("passage").textContent = passage;
  place("passage").lang = story.lang;
  place("passage").dir = story.dir;
  place("count").textContent = count;
  place("over").hidden = !over;
  place("within").hidden = over;
  write();
}

function write() {
  const line = part("line");
  const address = part("address").href;
  const parts = [...line.childNodes].map((node) => ({ text: node.textContent, href: node.href ?? "" }));
  const forms = {
    html: () => toHtml(passage, line.innerHTML, address),
    md: () => toMarkdown(passage, parts),
    txt: () => toText(passage, line.textContent),
  };
  dialog.querySelector("[data-out]").value = forms[dialog.querySelector("[name=form]:checked").value]();
  say("");
}

async function copy() {
  const out = dialog.querySelector("[data-out]");
  try {
    await navigator.clipboard.writeText(out.value);
  } catch {
    out.select();
    if (!document.execCommand("copy")) return; // Then the words are marked, and the keyboard copies them.
  }
  say(dialog.querySelector("[data-copy]").dataset.done);
}

function say(words) {
  dialog.querySelector("[role=status]").textContent = words;
}

// --- Copying by hand ---

/** Let everything be copied; with more than the license lets out go the source and the rule. */
function addSource(event) {
  const selection = getSelection();
  if (!event.clipboardData || !selection.rangeCount || event.target.closest?.("input, textarea, dialog")) return;
  const range = selection.getRangeAt(0);
  if (length(wordsOf(range)) <= limit()) return;
  const copied = document.createElement("div");
  copied.append(range.cloneContents());
  for (const furniture of copied.querySelectorAll("[data-furniture]")) furniture.remove();
  const [line, rule] = [part("line"), part("rule")];
  copied.append(line.cloneNode(true), rule.cloneNode(true));
  event.clipboardData.setData("text/plain", `${selection}\n\n${line.textContent}\n${rule.textContent}`);
  event.clipboardData.setData("text/html", copied.innerHTML);
  event.preventDefault();
}
