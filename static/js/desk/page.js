// What the editor's page is made of: its form, its sentences, its parts that the server draws anew.

export const form = document.querySelector("#article_form");

/** Return a sentence of the page with `{name}` replaced by `values.name`. */
export const say = (name, values = {}) => form.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

/** Whether the article has been saved once, so that it has an address of its own. */
export const isKnown = () => location.pathname.endsWith("/change/");

/** Return the address of one of the article's windows: "preview" or "presence". */
export const windowOf = (name) => location.pathname.replace(/change\/$/, `${name}/`);

export const version = () => form.elements.version.value;

export const part = (name) => document.querySelector(`[data-part="${name}"]`);

/** Show what the server has drawn. With `keep`, what stands in the fields of a part stays there. */
export function show(parts, { keep = false } = {}) {
  for (const [name, html] of Object.entries(parts)) {
    const place = part(name);
    if (!place) continue;
    const typed = keep ? fieldsIn(place) : [];
    const active = place.contains(document.activeElement) ? document.activeElement : null;
    place.innerHTML = html;
    for (const [field, value] of typed) restore(place, field, value);
    if (active) findAgain(place, active)?.focus();
  }
  form.dispatchEvent(new CustomEvent("newsroom:drawn", { bubbles: true }));
}

const fieldsIn = (place) => [...place.querySelectorAll("[name]:not(button)")].map((one) => [one, state(one)]);

const isTick = (field) => field.type === "checkbox" || field.type === "radio";
const state = (field) => (isTick(field) ? field.checked : field.value);

function restore(place, field, value) {
  const same = [...place.querySelectorAll(`[name="${field.name}"]`)].find(
    (one) => !isTick(one) || one.value === field.value,
  );
  if (!same) return;
  if (isTick(same)) same.checked = value;
  else same.value = value;
}

/** Find what had the focus among what has been drawn anew: the same field or button, or the sentence on what was done. */
function findAgain(place, active) {
  const twin = active.id
    ? place.querySelector(`#${CSS.escape(active.id)}`)
    : [...place.querySelectorAll("button")].find((one) => one.value === active.value && one.offsetParent);
  return twin ?? place.querySelector("[data-said]");
}
