// The real page beside the text, as wide as a phone or a desk; it reads again after every save and says of when it is.

import { form, say, windowOf } from "./page.js";
import * as saver from "./saver.js";

const pane = document.querySelector("[data-preview-pane]");
const frame = pane.querySelector("iframe");
const room = pane.querySelector(".preview-frame");
const time = pane.querySelector("[data-preview-time]");
const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
  timeStyle: "medium",
  hourCycle: "h23",
  timeZone: form.dataset.zone,
});

let wanted = 390;

/** Save, then show the page; it stays open until it is closed. */
export async function open() {
  pane.hidden = false;
  form.dataset.previewing = "";
  size();
  time.textContent = say("sayPreviewWaits");
  const outcome = await (saver.isDirty() || !form.dataset.article ? saver.press("preview") : "done");
  if (outcome === "done") read();
  else if (!frame.src) close();
}

function close() {
  pane.hidden = true;
  delete form.dataset.previewing;
  form.querySelector("[data-show-preview]").focus();
}

function read() {
  const at = frame.contentWindow?.scrollY ?? 0;
  frame.onload = () => {
    frame.contentWindow.scrollTo({ top: at, behavior: "instant" });
    time.textContent = say("sayPreviewFrom", { time: clock.format(new Date()) });
  };
  if (frame.src) frame.contentWindow.location.reload();
  else frame.src = windowOf("preview");
}

/** A frame wider than its room is shown smaller, as a whole. */
function size() {
  const scale = Math.min(1, room.clientWidth / wanted);
  frame.style.inlineSize = `${wanted}px`;
  frame.style.blockSize = `${room.clientHeight / scale}px`;
  frame.style.transform = `scale(${scale})`;
}

export function listen() {
  pane.querySelector("[data-close]").addEventListener("click", close);
  pane.querySelectorAll("[data-width]").forEach((button) =>
    button.addEventListener("click", () => {
      wanted = Number(button.dataset.width);
      pane.dataset.shows = button.dataset.width;
      for (const one of pane.querySelectorAll("[data-width]")) one.setAttribute("aria-pressed", String(one === button));
      size();
    }),
  );
  new ResizeObserver(size).observe(room);
  form.addEventListener("newsroom:saved", () => pane.hidden || saver.isDirty() || read());
}
