// How the page talks to the desk. The answer is always an outcome; nothing here throws.

import { text } from "./body.js";
import { form } from "./page.js";

const OUTCOMES = { 200: "done", 409: "conflict", 422: "invalid" };

/** Return what stands in the form, as [name, value] pairs, without what only the browser needs. */
export function typed() {
  text();
  return [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "do");
}

/**
 * Press the button `verb` with `entries`; resolves to `{outcome, answer}`, where `outcome` is done, conflict, invalid,
 * forbidden, gone, signedOut, offline or broken.
 */
export async function send(verb, entries = typed()) {
  const response = await post(verb, entries);
  if (response?.status !== 403) return read(response);
  const page = await newPage();
  if (!page) return { outcome: "signedOut" };
  form.elements.csrfmiddlewaretoken.value = page.querySelector("[name=csrfmiddlewaretoken]").value;
  return read(await post(verb, entries));
}

async function post(verb, entries) {
  const body = new FormData();
  for (const [name, value] of entries) body.append(name, value);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("do", verb);
  try {
    return await fetch(location.pathname, { method: "POST", body, headers: { Accept: "application/json" } });
  } catch {
    return null;
  }
}

async function read(response) {
  if (!response) return { outcome: "offline" };
  if (response.headers.get("Content-Type")?.startsWith("application/json")) {
    return { outcome: OUTCOMES[response.status] ?? "broken", answer: await response.json() };
  }
  if (response.redirected) return { outcome: "signedOut" };
  return { outcome: { 403: "forbidden", 404: "gone" }[response.status] ?? "broken" };
}

/** Return this page as it is now, or null: whoever signs in again finds a new token in its forms. */
async function newPage() {
  const response = await fetch(location.pathname, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!response?.ok || response.redirected) return null;
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
