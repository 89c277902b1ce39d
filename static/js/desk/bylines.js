// Names over the article: rows that are added, moved and removed, by mouse or with Alt and the arrow keys.
// Without it there is an empty row, a number for the place and a box to remove.

import { form, part } from "./page.js";
import { asking, suggest } from "./suggest.js";

const box = () => part("bylines");
const rows = () => [...box().querySelectorAll(".byline-row")];
const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
const tell = () => form.dispatchEvent(new Event("input", { bubbles: true }));

function prepare(row) {
  const name = field(row, "name");
  if (name.hasAttribute("aria-controls")) return;
  const person = field(row, "person");
  name.addEventListener("input", () => (person.value = ""));
  suggest(name, {
    ask: asking(name.closest("[data-suggest]").dataset.suggest),
    take({ id, label }) {
      name.value = label;
      person.value = id;
      tell();
    },
  });
}

function number() {
  rows().forEach((row, index) => (field(row, "ORDER").value = index + 1));
}

function add() {
  const total = box().querySelector('[name$="-TOTAL_FORMS"]');
  const html = box().querySelector("[data-byline-row]").innerHTML.replaceAll("__prefix__", total.value);
  total.value = Number(total.value) + 1;
  box().querySelector("ol").insertAdjacentHTML("beforeend", html);
  const row = rows().at(-1);
  prepare(row);
  number();
  field(row, "name").focus();
}

function move(row, step) {
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  const active = document.activeElement;
  if (step < 0) other.before(row);
  else other.after(row);
  active.focus();
  number();
  tell();
}

function remove(row) {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  number();
  (next ? field(next, "name") : box().querySelector("[data-add-byline]")).focus();
  tell();
}

function clicked(event) {
  const row = event.target.closest(".byline-row");
  if (event.target.closest("[data-add-byline]")) add();
  else if (event.target.closest("[data-up]")) move(row, -1);
  else if (event.target.closest("[data-down]")) move(row, 1);
  else if (event.target.closest("[data-remove]")) remove(row);
}

function pressed(event) {
  const row = event.target.closest(".byline-row");
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!row || !step || !event.altKey) return;
  event.preventDefault();
  move(row, step);
}

/** Take away empty rows, but one when there is no other. */
function tidy() {
  const empty = rows().filter((row) => !field(row, "name").value);
  if (rows().length > empty.length) empty.forEach((row) => row.remove());
  rows().forEach(prepare);
  number();
}

export function listen() {
  box().addEventListener("click", clicked);
  box().addEventListener("keydown", pressed);
  form.addEventListener("newsroom:drawn", () => rows().forEach(prepare));
  tidy();
}
