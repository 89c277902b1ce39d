// A copy of what is typed, in this browser, from the first change until the desk has confirmed that it is saved.

import { form } from "./page.js";

const IGNORED = new Set(["version", "publish_at", "kind", "reason", "public_note", "remark"]);

const key = () => `newsroom:article:${form.dataset.article || "new"}`;

export function keep(entries) {
  try {
    localStorage.setItem(key(), JSON.stringify({ at: Date.now(), entries }));
  } catch {
    // The browser keeps nothing for us, as in a private window; saving at the desk goes on all the same.
  }
}

export const drop = () => localStorage.removeItem(key());

/** Return `{at, entries}` of a copy that says something else than `entries`, or null. */
export function found(entries) {
  const kept = read();
  if (!kept) return null;
  if (fingerprint(kept.entries) !== fingerprint(entries)) return kept;
  drop();
  return null;
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(key()));
  } catch {
    return null;
  }
}

/** What the writer means, without how markup happens to be written. */
export function fingerprint(entries) {
  const meant = entries
    .filter(([name, value]) => value && !IGNORED.has(name) && !name.endsWith("_FORMS") && !name.endsWith("-ORDER"))
    .map(([name, value]) => [name, name === "body" ? value.replace(/\s+/g, "") : value]);
  return JSON.stringify(meant);
}
