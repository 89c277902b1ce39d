// The dialog in which readers report a mistake. Without it the links lead to a page with the same form.
// Words of the page and of readers go in as text, never as markup.

import { send } from "./outbox.js";
import { passageOf } from "./passage.js";
import { placeBeside } from "./placing.js";

const CONTEXT = 32;

let dialog;
let form;
let current;

/** Open the dialog for what is marked by `range` (null: nothing) in the article `story`; `opener` gets the focus back. */
export function open({ story, range, opener }) {
  dialog ??= make();
  if (dialog.open) return;
  const passage = range && passageOf(story, range);
  current = { story, range: passage && range, opener, passage, key: newKey(), begun: performance.now(), sending: false };
  fill(Boolean(range));
  dialog.showModal();
  highlight(current.range);
  placeBeside(dialog, current.range);
  focusFirst();
}

function make() {
  const made = document.getElementById("report-dialog").content.firstElementChild.cloneNode(true);
  form = made.querySelector("form");
  document.body.append(made);
  for (const button of made.querySelectorAll("[data-close]")) button.addEventListener("click", () => made.close());
  made.addEventListener("close", leave);
  form.addEventListener("submit", submit);
  form.addEventListener("input", onInput);
  for (const limit of made.querySelectorAll("[data-most]")) prepareLimit(limit);
  return made;
}

function leave() {
  highlight(null);
  current.opener?.focus?.();
  if (current.range && !matchMedia("(pointer: coarse)").matches) {
    getSelection().removeAllRanges();
    getSelection().addRange(current.range);
  }
}

// --- What the reader sees on opening ---

function fill(wasMarked) {
  const { passage } = current;
  form.reset();
  complain({});
  setSending(false);
  outcome(null);
  quote(passage?.selector);
  say("shortened", passage?.selector.shortened);
  say("clipped", passage?.clipped);
  say("elsewhere", wasMarked && !passage);
  say("unmarked", !wasMarked);
  form.elements.suggestion.value = passage && !passage.selector.shortened ? passage.selector.exact : "";
  recall();
  for (const limit of dialog.querySelectorAll("[data-most]")) count(limit);
}

/** Show the words in their context. */
function quote(selector) {
  const place = dialog.querySelector("[data-quote]");
  place.hidden = !selector;
  if (!selector) return;
  const words = document.createElement("mark");
  words.textContent = selector.exact;
  place.lang = current.story.lang;
  place.dir = current.story.dir;
  place.replaceChildren(context(selector.prefix, /^\S*\s/, "… "), words, context(selector.suffix, /\s\S*$/, " …"));
}

/** Return words beside the quote; where they were cut off, half a word goes and an ellipsis comes. */
function context(beside, cut, ellipsis) {
  const span = document.createElement("span");
  span.textContent = [...beside].length < CONTEXT ? beside : beside.replace(cut, ellipsis);
  return span;
}

function focusFirst() {
  const touch = matchMedia("(pointer: coarse)").matches; // A keyboard on the screen would hide what is asked.
  const { suggestion, message } = form.elements;
  const first = touch ? dialog.querySelector("#report-title") : current.range ? suggestion : message;
  first.focus({ preventScroll: true });
}

/** Mark the words while the dialog has the focus, where browsers can. */
function highlight(range) {
  if (!globalThis.CSS?.highlights) return;
  if (range) CSS.highlights.set("reported", new Highlight(range));
  else CSS.highlights.delete("reported");
}

// --- Limits ---

function prepareLimit(limit) {
  const field = fieldOf(limit);
  limit.id = `${field.id}-limit`;
  limit.dataset.stated = limit.textContent;
  field.setAttribute("aria-describedby", limit.id);
}

function fieldOf(limit) {
  return limit.closest("[data-field]").querySelector("textarea");
}

function count(limit) {
  const left = limit.dataset.most - fieldOf(limit).value.length;
  limit.textContent = left > limit.dataset.most / 5 ? limit.dataset.stated : `${left} ${words("left")}`;
}

function onInput(event) {
  const limit = event.target.closest("[data-field]")?.querySelector("[data-most]");
  if (limit) count(limit);
  remember();
}

// --- What was typed survives closing ---

const REMEMBERED = ["kind", "suggestion", "message", "name", "email"];

function draftName() {
  return `report-draft:${current.story.dataset.article}`;
}

function remember() {
  const typed = Object.fromEntries(REMEMBERED.map((name) => [name, form.elements[name].value]));
  const quoted = current.passage?.selector.exact ?? "";
  try {
    sessionStorage.setItem(draftName(), JSON.stringify({ ...typed, quoted }));
  } catch {
    // Then closing the dialog loses what was typed, and nothing else.
  }
}

function recall() {
  let typed = null;
  try {
    typed = JSON.parse(sessionStorage.getItem(draftName()));
  } catch {
    return;
  }
  if (!typed) return;
  const same = typed.quoted === (current.passage?.selector.exact ?? "");
  for (const name of REMEMBERED) {
    if (name !== "suggestion" || same) form.elements[name].value = typed[name] ?? "";
  }
}

function forget() {
  try {
    sessionStorage.removeItem(draftName());
  } catch {
    // There was nothing to forget.
  }
}

// --- Sending ---

async function submit(event) {
  event.preventDefault();
  if (current.sending) return;
  const fields = collect();
  if (saysNothing(fields)) return complain({ error: words("empty"), fields: { message: [{ message: words("empty") }] } });
  complain({});
  setSending(true);
  const { sent, refused, kept } = await send(form.action, Object.entries(fields));
  setSending(false);
  if (refused) return complain(refused);
  if (!sent && !kept) return complain({ error: words("lost") });
  forget();
  if (sent) thank(sent);
  outcome(sent ? "sent" : "kept");
}

function collect() {
  const { passage, story, key, begun } = current;
  const typed = Object.fromEntries(new FormData(form));
  const { exact = "", prefix = "", suffix = "", start = "", end = "", shortened } = passage?.selector ?? {};
  const place = { part: passage?.part ?? "article", image: passage?.image ?? "", quote: exact, prefix, suffix, start, end };
  const read = { article: story.dataset.article, revision: story.dataset.revision };
  const suggestion = typed.suggestion.trim() === exact.trim() ? "" : typed.suggestion;
  const elapsed = Math.round(performance.now() - begun);
  return { ...typed, ...read, ...place, suggestion, key, elapsed, ...(shortened ? { shortened: "on" } : {}) };
}

function saysNothing({ message, suggestion, kind, quote: quoted }) {
  return !message.trim() && !suggestion.trim() && !(kind === "link" && quoted);
}

/** Show what the desk's machine has against the report, beside the field or at the top. */
function complain({ error = "", fields = {} }) {
  const places = [...form.querySelectorAll("[data-field]")];
  for (const place of places) setError(place, fields[place.dataset.field]?.[0]?.message ?? "");
  const wrong = places.find((place) => fields[place.dataset.field]);
  const top = dialog.querySelector("[data-said]");
  top.textContent = wrong ? "" : error;
  top.hidden = !top.textContent;
  wrong?.querySelector("input, textarea").focus();
  if (!top.hidden) top.scrollIntoView({ block: "nearest" });
}

function setError(place, sentence) {
  const error = place.querySelector(".error");
  if (!error) return;
  const field = place.querySelector("input, textarea");
  const limit = place.querySelector("[data-most]");
  error.textContent = sentence;
  error.hidden = !sentence;
  field.setAttribute("aria-invalid", String(Boolean(sentence)));
  field.setAttribute("aria-describedby", [sentence && error.id, limit?.id].filter(Boolean).join(" "));
}

function setSending(sending) {
  current.sending = sending;
  const button = dialog.querySelector("[data-send]");
  button.dataset.label ??= button.textContent;
  button.disabled = sending;
  button.textContent = sending ? words("sending") : button.dataset.label;
}

function thank({ receipt, status }) {
  dialog.querySelector("[data-receipt]").textContent = receipt;
  dialog.querySelector('[data-outcome="sent"] [data-status]').href = status;
}

/** Show the end of it ("sent" or "kept") in the place of the form, or the form. */
function outcome(name) {
  form.hidden = Boolean(name);
  for (const end of dialog.querySelectorAll("[data-outcome]")) {
    end.hidden = end.dataset.outcome !== name;
    if (!end.hidden) end.focus();
  }
}

// --- Words of the page ---

function say(name, wanted) {
  dialog.querySelector(`p[data-say="${name}"]`).hidden = !wanted;
}

function words(name) {
  return dialog.querySelector(`span[data-say="${name}"]`).textContent;
}

/** Return a new UUID; `crypto.randomUUID` is there on https only. */
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
