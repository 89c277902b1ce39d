// Pictures as a grid of buttons that arrow keys walk through.

import { cloned, say } from "./page.js";

/** Make the button of one picture. */
export function tile(picture) {
  const button = cloned("tile");
  button.dataset.id = picture.id;
  show(button, picture);
  return button;
}

/** Bring a tile up to date with its picture. */
export function show(button, picture) {
  const image = button.querySelector("img");
  image.src = picture.thumb;
  image.alt = picture.alt_text || picture.filename;
  button.title = picture.caption || picture.filename;
  button.querySelector("[data-name]").textContent = picture.caption || picture.filename;
  button.querySelector("[data-lack]").textContent = lack(picture);
}

/** Name the first thing without which a picture cannot be published, or "". */
export function lack(picture) {
  if (picture.taken_down) return say("sayTakenDown");
  if (!picture.alt_text) return say("sayNoAltText");
  return picture.license ? "" : say("sayNoLicense");
}

/** Let the arrow keys, Home and End move the focus among the children of `grid`. */
export function walkable(grid) {
  grid.addEventListener("keydown", (event) => {
    const tiles = [...grid.children];
    const at = tiles.indexOf(event.target);
    const to = at < 0 ? undefined : next(tiles, at, event.key);
    if (to === undefined) return;
    event.preventDefault();
    tiles[Math.max(0, Math.min(tiles.length - 1, to))].focus();
  });
}

function next(tiles, at, key) {
  const columns = tiles.filter((one) => one.offsetTop === tiles[0].offsetTop).length;
  const step = getComputedStyle(tiles[0]).direction === "rtl" ? -1 : 1;
  const moves = { ArrowRight: step, ArrowLeft: -step, ArrowDown: columns, ArrowUp: -columns };
  if (key in moves) return at + moves[key];
  return { Home: 0, End: tiles.length - 1 }[key];
}
