// What must be mended: a list on top, each sentence beside its field, the focus in the first one.

import { focusText } from "./body.js";
import { form } from "./page.js";

const summary = document.querySelector("[data-errors]");

/** Show `{field: [sentences]}`; sentences of no field have the name "". */
export function show(found, { focus = true } = {}) {
  clear();
  const list = summary.querySelector("ul");
  for (const [name, sentences] of Object.entries(found)) {
    for (const sentence of sentences) list.append(item(name, sentence));
    beside(name, sentences);
  }
  summary.hidden = !list.children.length;
  if (!focus || summary.hidden) return;
  const [first] = Object.keys(found).filter(Boolean);
  summary.scrollIntoView({ block: "nearest" });
  if (first) goTo(first);
  else summary.focus();
}

export function clear() {
  summary.hidden = true;
  summary.querySelector("ul").replaceChildren();
  form.querySelectorAll("[data-errors-of]").forEach((place) => place.replaceChildren());
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
}

function item(name, sentence) {
  const row = document.createElement("li");
  if (!name) {
    row.textContent = sentence;
    return row;
  }
  const link = Object.assign(document.createElement("a"), { href: `#id_${name}`, textContent: sentence });
  link.dataset.goto = name;
  row.append(link);
  return row;
}

function beside(name, sentences) {
  const place = form.querySelector(`[data-errors-of="${name}"]`);
  if (!place) return;
  place.replaceChildren(
    ...sentences.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence })),
  );
  form.querySelector(`#id_${name}`)?.setAttribute("aria-invalid", "true");
}

/** Put the focus where something is to be mended, on whatever part of the page it is. */
export function goTo(name) {
  const field = form.querySelector(`[data-field="${name}"], #id_${name}`);
  if (!field) return;
  field.closest("details")?.setAttribute("open", "");
  if (name === "body") {
    field.scrollIntoView({ block: "start" });
    return focusText();
  }
  const inside = [field, ...field.querySelectorAll("input, select, textarea, button")].find(
    (one) => one.matches("input:not([type=hidden]), select, textarea, button") && one.offsetParent,
  );
  field.scrollIntoView({ block: "center" });
  (inside ?? field).focus({ preventScroll: true });
}

/** Let links that name a field lead into it. */
export function listen() {
  form.addEventListener("click", (event) => {
    const link = event.target.closest("[data-goto]");
    if (!link) return;
    event.preventDefault();
    goTo(link.dataset.goto);
  });
}
