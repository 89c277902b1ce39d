// Words, minutes, characters, and text areas as tall as what is in them.

import { text } from "./body.js";
import { form, say } from "./page.js";
import { minutes, words } from "./text.js";

function countWords() {
  const count = words(text());
  form.querySelector("[data-words]").textContent = count;
  form.querySelector("[data-minutes]").textContent = minutes(count);
}

function measure(field) {
  if (field.matches("[data-grows]")) {
    field.style.blockSize = "auto";
    field.style.blockSize = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  }
  const counter = field.closest("[data-field]")?.querySelector("[data-counter]");
  if (counter) counter.textContent = say("sayCharacters", { n: [...field.value].length });
}

const measureAll = () => form.querySelectorAll("[data-grows]").forEach(measure);

export function listen() {
  form.addEventListener("input", (event) => measure(event.target));
  form.addEventListener("newsroom:edited", countWords);
  form.addEventListener("newsroom:drawn", measureAll);
  form.addEventListener("toggle", measureAll, true);
  window.addEventListener("resize", measureAll);
  measureAll();
}
