// A small menu near marked words, for hands without a keyboard: what can be done with them. Without it there are links.

import { extent } from "./placing.js";

const REST = 300; // Milliseconds for which the marking must have stayed as it is.
const BESIDE = 8;
const BELOW_FINGERS = 44; // The system's own menu stands above the words, its handles right below them.

let menu;
let timer;
let touched = matchMedia("(pointer: coarse)").matches;

/** Show the menu whenever words of `story` are marked; `verbs` are called by the name of their button with the range. */
export function watch(story, verbs) {
  menu = document.getElementById("marked-menu").content.firstElementChild.cloneNode(true);
  menu.hidden = true;
  document.body.append(menu);
  let range = null;
  const consider = () => {
    range = markedIn(story);
    if (range) show(range);
    else menu.hidden = true;
  };
  for (const button of menu.querySelectorAll("[data-verb]")) {
    const verb = verbs[button.dataset.verb];
    button.hidden = !verb;
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // It would unmark the words.
    button.addEventListener("click", () => {
      menu.hidden = true;
      verb(range);
    });
  }
  document.addEventListener("pointerdown", (event) => (touched = event.pointerType !== "mouse"), { capture: true });
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    if (getSelection().isCollapsed) menu.hidden = true;
    timer = setTimeout(consider, REST);
  });
  addEventListener("resize", consider);
  consider();
}

function markedIn(story) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || document.querySelector("dialog[open]")) return null;
  const range = selection.getRangeAt(0);
  const marks = [...story.querySelectorAll("[data-part], [data-picture]")].some((part) => range.intersectsNode(part));
  return marks && range.toString().trim() ? range.cloneRange() : null;
}

function show(range) {
  const words = extent(range);
  const lines = [...range.getClientRects()].filter((line) => line.width && line.height);
  const last = words.height === range.getBoundingClientRect().height ? (lines.at(-1) ?? words) : words;
  menu.hidden = false;
  const room = document.documentElement.clientWidth - menu.offsetWidth - BESIDE;
  menu.style.left = `${scrollX + Math.max(BESIDE, Math.min(last.right - menu.offsetWidth / 2, room))}px`;
  menu.style.top = `${scrollY + last.bottom + (touched ? BELOW_FINGERS : BESIDE)}px`;
}
