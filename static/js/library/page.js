// What the page tells the modules of the library: addresses, limits, the token of its forms, sentences in the desk's
// language. All of it stands in one element (admin/articles/image/_page.html); without it there is no library to show.

const place = () => document.querySelector("[data-library]");

export const setting = (name) => place().dataset[name];

/** Return a sentence of the page with `{name}` replaced by `values.name`. */
export const say = (name, values = {}) => setting(name).replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

export const cloned = (name) =>
  document.querySelector(`template[data-part="${name}"]`).content.firstElementChild.cloneNode(true);

/** Return the token that forms of this page are sent with; after signing in again the page's own may be a newer one. */
export const token = () => document.querySelector("form [name=csrfmiddlewaretoken]")?.value ?? setting("token");

/** Make sure that the page has the library's element; a page of the desk that lacks it says where to fetch it. */
export async function prepared() {
  if (place()) return;
  const { picker, pickerAway } = document.querySelector("[data-picker]").dataset;
  const answer = await fetch(picker, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) throw new Error(pickerAway);
  document.body.insertAdjacentHTML("beforeend", await answer.text());
}
