// Tags: one line, separated by commas; what stands after the last comma before the caret is completed.

import { form } from "./page.js";
import { asking, suggest } from "./suggest.js";
import { completed, tagAt } from "./text.js";

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
