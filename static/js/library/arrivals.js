// Files on their way into the library: dropped, chosen or pasted; each with its progress and, at the end, its answer.
// Without it the library's own page still takes files by a plain form.

import { upload } from "./desk.js";
import { cloned, say } from "./page.js";

const AT_ONCE = 2;

let underway = 0;
window.addEventListener("beforeunload", (event) => underway && event.preventDefault());

/** Call `take(files)` for files that are dropped on `zone`, pasted there, or chosen in its file field. */
export function accept(zone, take) {
  const offer = (files, event) => {
    if (!files?.length) return;
    event.preventDefault();
    take([...files]);
  };
  const mark = (on) => zone.toggleAttribute("data-over", on);
  zone.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    mark(true);
  });
  zone.addEventListener("dragleave", (event) => zone.contains(event.relatedTarget) || mark(false));
  zone.addEventListener("drop", (event) => {
    mark(false);
    offer(event.dataTransfer.files, event);
  });
  zone.addEventListener("paste", (event) => offer(event.clipboardData.files, event));
  zone.querySelectorAll("input[type=file]").forEach((field) =>
    field.addEventListener("change", (event) => {
      offer(field.files, event);
      field.value = "";
    }),
  );
}

/** Upload `files`, a few at a time, each with a row in `list`; `arrived(picture, row)` is called for each that came. */
export async function receive(files, list, arrived) {
  const waiting = files.map((file) => [file, newRow(file, list)]);
  underway += files.length;
  const one = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await bring(...next, arrived);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

function newRow(file, list) {
  const row = cloned("arrival");
  row.querySelector("[data-name]").textContent = file.name;
  row.querySelector("[data-dismiss]").addEventListener("click", () => row.remove());
  list.append(row);
  return row;
}

async function bring(file, row, arrived) {
  const bar = row.querySelector("progress");
  row.dataset.state = "sending";
  try {
    const { picture, duplicate } = await upload(file, { onProgress: (share) => progress(bar, row, share) });
    end(row, duplicate ? "known" : "here", say(duplicate ? "sayKnown" : "sayHere"));
    arrived(picture, row);
  } catch (problem) {
    end(row, "refused", problem.message);
  }
}

function progress(bar, row, share) {
  if (share < 1) return (bar.value = share);
  bar.removeAttribute("value");
  tell(row, say("sayReading"));
}

function end(row, state, sentence) {
  underway -= 1;
  row.dataset.state = state;
  row.querySelector("progress").remove();
  tell(row, sentence);
}

const tell = (row, sentence) => (row.querySelector("[data-answer]").textContent = sentence);
