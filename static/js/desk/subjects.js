// Tags: one line, separated by commas; what stands after the last comma before the caret is completed.

import { form } from "./page.js";
import { asking, suggest } from "./suggest.js";

/** Return where the tag at `caret` begins and ends in `line`. */
export function tagAt(line, caret) {
  const start = line.lastIndexOf(",", caret - 1) + 1;
  const end = line.indexOf(",", caret);
  return [start, end < 0 ? line.length : end];
}

/** Return `line` with the tag at `caret` replaced by `name`, ready for the next one. */
export function completed(line, caret, name) {
  const [start, end] = tagAt(line, caret);
  const before = line.slice(0, start) + (start ? " " : "");
  return `${before}${name}, ${line.slice(end).replace(/^,\s*/, "")}`.replace(/ {2,}/g, " ");
}

export function listen() {
  const field = form.elements.tags;
  suggest(field, {
    ask: asking(field.closest("[data-suggest]").dataset.suggest),
    words: () => field.value.slice(...tagAt(field.value, field.selectionStart)),
    take({ label }) {
      field.value = completed(field.value, field.selectionStart, label);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    },
  });
}
