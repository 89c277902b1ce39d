// The inbox by keyboard, and a decision that shows what it would change and is answered without leaving the page.
// Without it every button and link is there, and the server compares, drafts and answers.

import { compare, noticeFor, tidied } from "./words.js";

// --- Keys ------------------------------------------------------------------------------------------------------------

const keys = () => document.querySelector("[data-keys]");
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
  "?": () => keys().showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys().open) return;
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
  const meaning = MEANINGS[event.key];
  if (!meaning) return;
  event.preventDefault();
  meaning();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys-open]")) keys().showModal();
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-choose-all]")) return;
  for (const box of document.querySelectorAll("[name=chosen]")) box.checked = event.target.checked;
});

// --- What would change -----------------------------------------------------------------------------------------------

const TAGS = { gone: "del", new: "ins", same: "span" };

function printed({ kind, text }) {
  const run = document.createElement(TAGS[kind]);
  run.textContent = text;
  return run;
}

function watch(form) {
  const { wording: typed, notice } = form.elements;
  if (!typed || typed.tagName !== "TEXTAREA") return;
  const was = tidied(form.dataset.words);
  let drafted = notice?.value;
  const compareNow = () => {
    const now = tidied(typed.value);
    const place = form.querySelector("[data-difference]");
    place.hidden = now === was;
    place.replaceChildren(...compare(was, now).map(printed));
    if (!notice || (notice.value && notice.value !== drafted)) return;
    drafted = now === was ? "" : noticeFor(now ? form.dataset.draft : form.dataset.draftGone, was, now);
    notice.value = drafted;
  };
  typed.addEventListener("input", compareNow);
  compareNow();
}

// --- Deciding --------------------------------------------------------------------------------------------------------

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-case]")) return;
  event.preventDefault();
  decide(event.target, event.submitter);
});

async function decide(form, button) {
  const buttons = form.querySelectorAll("button");
  const body = new FormData(form, button);
  for (const one of buttons) one.disabled = true;
  const answer = await fetch(location.href, { method: "POST", body }).catch(() => null);
  const html = await answer?.text().catch(() => null);
  const page = html && new DOMParser().parseFromString(html, "text/html").querySelector("main:has([data-case])");
  for (const one of buttons) one.disabled = false;
  if (!page) return complain(form, answer);
  document.querySelector("main").innerHTML = page.innerHTML;
  arrive();
  document.querySelector("[data-refusal], [data-next].default, [data-key]")?.focus();
}

/** Say that nothing was done, and leave what is typed where it is. */
function complain(form, answer) {
  const place = form.querySelector("[data-trouble]");
  place.textContent = answer ? place.dataset.refused : place.dataset.away;
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
}

function arrive() {
  for (const form of document.querySelectorAll("[data-case]")) watch(form);
}

arrive();
document.querySelector("[data-refusal]")?.focus();
if (/^#[adu]$/.test(location.hash)) {
  act(location.hash.slice(1));
  history.replaceState(null, "", location.pathname + location.search);
}
