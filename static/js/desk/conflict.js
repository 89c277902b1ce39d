// Two people wrote at once: the form is given what both meant; where they collide, one chooses.

import * as banner from "./banner.js";
import { setText } from "./body.js";
import { form, part, show } from "./page.js";

let fields;

/** Whether a choice must be made before anything is saved by itself. */
export const isPending = () => Boolean(part("conflict").querySelector("[data-choose]"));

export function close() {
  part("conflict").replaceChildren();
}

/** Fill the form with both texts, as far as they go together, and show where they do not. */
export function open({ version, conflict }) {
  banner.hide();
  fields = conflict;
  form.elements.version.value = version;
  part("conflict").innerHTML = conflict.html;
  fill(conflict.mine);
  const panel = part("conflict").firstElementChild;
  panel.scrollIntoView({ block: "nearest" });
  panel.focus();
}

function fill({ values, parts }) {
  show(parts);
  for (const [name, value] of Object.entries(values)) set(name, value);
}

function set(name, value) {
  const field = form.elements[name];
  if (!field || name === "version") return;
  if (name === "body") return setText(value ?? "");
  if (field.type === "checkbox") field.checked = Boolean(value);
  else field.value = value ?? "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Listen to the buttons of the panel. */
export function listen() {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    if (button) take(button);
    const copied = event.target.closest("[data-copy]");
    if (copied) copy(copied);
  });
}

function take(button) {
  const place = button.closest("[data-choose]");
  const name = place.dataset.choose;
  const side = fields[button.dataset.take];
  fill({
    values: name in side.values ? { [name]: side.values[name] } : {},
    parts: name in side.parts ? { [name]: side.parts[name] } : {},
  });
  for (const one of place.querySelectorAll("[data-take]")) one.setAttribute("aria-pressed", String(one === button));
}

async function copy(button) {
  const mine = [...button.closest("[data-choose]").querySelectorAll("[data-mine]")].map((place) => place.textContent);
  await navigator.clipboard.writeText(mine.join("\n\n"));
  button.textContent = form.dataset.sayCopied;
}
