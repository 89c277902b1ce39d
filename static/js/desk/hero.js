// The lead picture: chosen from the library, dropped or pasted; its words are mended where it stands.

import { mend, pick } from "../library/picker.js";
import { form, part } from "./page.js";

const box = () => part("hero");
const inside = (name) => box().querySelector(`[data-hero-${name}]`);
const number = () => form.elements.hero;

function put(picture) {
  number().value = picture?.id ?? "";
  inside("figure").hidden = inside("mend").hidden = inside("remove").hidden = !picture;
  if (picture) describe(picture);
  number().dispatchEvent(new Event("input", { bubbles: true }));
}

function describe(picture) {
  Object.assign(box().querySelector("img"), { src: picture.thumb, alt: picture.alt_text });
  inside("caption").textContent = picture.caption;
}

async function choose(files = []) {
  const picture = await pick({ files });
  if (picture) put(picture);
  inside("pick").focus();
}

async function words() {
  const picture = await mend(number().value);
  if (picture) {
    describe(picture);
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }
  inside("mend").focus();
}

function clicked(event) {
  if (event.target.closest("[data-hero-pick]")) choose();
  else if (event.target.closest("[data-hero-mend]")) words();
  else if (event.target.closest("[data-hero-remove]")) put(null);
}

function dropped(event) {
  const files = [...(event.dataTransfer ?? event.clipboardData).files];
  if (!files.length) return;
  event.preventDefault();
  box().removeAttribute("data-over");
  choose(files);
}

export function listen() {
  box().addEventListener("click", clicked);
  box().addEventListener("drop", dropped);
  box().addEventListener("paste", dropped);
  box().addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    box().setAttribute("data-over", "");
  });
  box().addEventListener("dragleave", (event) => box().contains(event.relatedTarget) || box().removeAttribute("data-over"));
}
