// The start page: typing finds stories, Enter or a click opens one at the words that were typed.
// Without it the same field searches the list of articles.

import { asking, suggest } from "./suggest.js";

const field = document.querySelector("[data-find]");

if (field) {
  suggest(field, {
    ask: asking(field.dataset.find),
    take: ({ address }) => location.assign(`${address}#${new URLSearchParams({ find: field.value.trim() })}`),
    first: true,
    none: field.dataset.sayNone,
  });
}
