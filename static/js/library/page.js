// What the page tells the modules of the library: addresses, limits, the token of its forms, sentences in the desk's
// language. All of it stands in one element (admin/articles/image/_page.html); without it there is no library to show.

const place = () => document.querySelector("[data-library]");

export const setting = (name) => place().dataset[name];

/** Return a sentence of the page with `{name}` replaced by `values.name`. */
export const say = (name, values = {}) => setting(name).replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

export const cloned = (name) =>
  document.querySelector(`template[data-part="${name}"]`).content.firstElementChild.cloneNode(true);

/** Make sure that the page has the library's element; a page of the desk that lacks it names where to fetch it. */
export async function prepared() {
  if (place()) return;
  const source = document.querySelector("[data-picker]").dataset.picker;
  const answer = await fetch(source, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error("The library does not answer.");
  document.body.insertAdjacentHTML("beforeend", await answer.text());
}
