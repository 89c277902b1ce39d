// A button near marked words that opens the dialog, for hands without a keyboard. Without it there is the link.

import { extent } from "./placing.js";

const REST = 300; // Milliseconds for which the marking must have stayed as it is.
const BESIDE = 8;
const BELOW_FINGERS = 44; // The system's own menu stands above the words, its handles right below them.

let button;
let timer;
let touched = matchMedia("(pointer: coarse)").matches;

/** Show the button whenever words of `story` are marked; it calls `open` with their range. */
export function watch(story, open) {
  button = document.getElementById("report-here").content.firstElementChild.cloneNode(true);
  button.hidden = true;
  document.body.append(button);
  let range = null;
  const consider = () => {
    range = markedIn(story);
    if (range) show(range);
    else button.hidden = true;
  };
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // It would unmark the words.
  button.addEventListener("click", () => {
    button.hidden = true;
    open(range);
  });
  document.addEventListener("pointerdown", (event) => (touched = event.pointerType !== "mouse"), { capture: true });
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    if (getSelection().isCollapsed) button.hidden = true;
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
  button.hidden = false;
  const room = document.documentElement.clientWidth - button.offsetWidth - BESIDE;
  button.style.left = `${scrollX + Math.max(BESIDE, Math.min(last.right - button.offsetWidth / 2, room))}px`;
  button.style.top = `${scrollY + last.bottom + (touched ? BELOW_FINGERS : BESIDE)}px`;
}
