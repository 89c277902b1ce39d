// The inbox by keyboard, and a decision that shows what it would change while it is typed.
// Without it every button and link is there, and the server compares and drafts.

import { compare, noticeFor, tidied } from "./words.js";

// --- Keys ------------------------------------------------------------------------------------------------------------

const keys = document.querySelector("[data-keys]");
const rows = () => [...document.querySelectorAll("[data-row]")];
const current = () => rows().findIndex((row) => row.contains(document.activeElement));
const linkOf = (row) => row?.querySelector("th a");

function move(by) {
  const all = rows();
  if (!all.length) return by > 0 && follow("[data-next]");
  const at = current();
  linkOf(all[Math.min(Math.max(at < 0 ? 0 : at + by, 0), all.length - 1)]).focus();
}

function follow(selector) {
  const link = document.querySelector(selector);
  if (link) location.assign(link.href);
}

/** Go to what a key stands for: on the page itself, or, from the list, on the page of the row that has the focus. */
function act(key) {
  const place = document.querySelector(`[data-key="${key}"]`);
  if (place) return show(place);
  const link = linkOf(rows()[current()]);
  if (link) location.assign(`${link.href}#${key}`);
  else if (key === "u") follow("[data-list]");
}

function show(place) {
  if (place.tagName === "SUMMARY") {
    place.parentElement.open = true;
    place.parentElement.querySelector("select, textarea, button").focus();
  } else place.focus();
  place.scrollIntoView({ block: "nearest" });
}

function tick() {
  const box = rows()[current()]?.querySelector("input[type=checkbox]");
  if (box) box.checked = !box.checked;
}

const MEANINGS = {
  j: () => move(1),
  k: () => move(-1),
  a: () => act("a"),
  d: () => act("d"),
  u: () => act("u"),
  x: tick,
  "?": () => keys.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
  const meaning = MEANINGS[event.key];
  if (!meaning) return;
  event.preventDefault();
  meaning();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys-open]")) keys.showModal();
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-choose-all]")) return;
  for (const box of document.querySelectorAll("[name=chosen]")) box.checked = event.target.checked;
});

if (/^#[adu]$/.test(location.hash)) {
  act(location.hash.slice(1));
  history.replaceState(null, "", location.pathname + location.search);
}
document.querySelector("[data-refusal]")?.focus();

// --- The decision ----------------------------------------------------------------------------------------------------

const TAGS = { gone: "del", new: "ins", same: "span" };
const form = document.querySelector("[data-case]");
const typed = form?.elements.wording;

if (typed) {
  const was = tidied(form.dataset.words);
  const place = form.querySelector("[data-difference]");
  const notice = form.elements.notice;
  let drafted = notice?.value;

  const follow = () => {
    const now = tidied(typed.value);
    place.hidden = now === was;
    place.replaceChildren(...compare(was, now).map(printed));
    if (!notice || (notice.value && notice.value !== drafted)) return;
    drafted = now === was ? "" : noticeFor(now ? form.dataset.draft : form.dataset.draftGone, was, now);
    notice.value = drafted;
  };

  typed.addEventListener("input", follow);
  follow();
}

function printed({ kind, text }) {
  const run = document.createElement(TAGS[kind]);
  run.textContent = text;
  return run;
}
