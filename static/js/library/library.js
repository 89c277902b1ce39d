// The library's own page: files dropped anywhere come in, each with its progress and its answer, and the grid follows.
// Without it the form sends the files and loads the page anew.

import { accept, receive } from "./arrivals.js";

const drop = document.querySelector("[data-drop]");
const list = drop?.querySelector("[data-arrivals]");
const filters = document.querySelector("[data-filters]");

async function take(files) {
  let came = 0;
  await receive(files, list, (picture, row) => {
    came += 1;
    link(picture, row);
  });
  if (came) filters.dispatchEvent(new Event("change", { bubbles: true }));
}

function link(picture, row) {
  const name = row.querySelector("[data-name]");
  const anchor = Object.assign(document.createElement("a"), { href: picture.page, textContent: name.textContent });
  name.replaceChildren(anchor);
}

if (drop) accept(document.body, take);
