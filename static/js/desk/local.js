// A copy of what is typed, in this browser, from the first change until the desk has confirmed that it is saved.

import { form } from "./page.js";
import { meaning } from "./text.js";

const key = () => `newsroom:article:${form.dataset.article || "new"}`;

export const keep = (entries) => attempt(() => localStorage.setItem(key(), JSON.stringify({ at: Date.now(), entries })));

export const drop = () => attempt(() => localStorage.removeItem(key()));

/** Return `{at, entries}` of a copy that says something else than `entries`, or null. */
export function found(entries) {
  const kept = read();
  if (!kept) return null;
  if (meaning(kept.entries) !== meaning(entries)) return kept;
  drop();
  return null;
}

const read = () => attempt(() => JSON.parse(localStorage.getItem(key())));

/** Some browsers keep nothing for us, as in a private window; saving at the desk goes on all the same. */
function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}
