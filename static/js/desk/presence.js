// Who else has the article open, and whether somebody has saved it since it was read.

import * as banner from "./banner.js";
import { form, isKnown, say, version, windowOf } from "./page.js";
import * as saver from "./saver.js";

const EVERY = 15_000;

/** Say at once that the page is open, and ask now and then as long as it is looked at. */
export function attend() {
  ask();
  setInterval(() => document.hidden || ask(), EVERY);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
}

async function ask() {
  if (!isKnown() || saver.isBusy()) return;
  const opened = version();
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("version", opened);
  const response = await fetch(windowOf("presence"), { method: "POST", body }).catch(() => null);
  if (!response?.headers.get("Content-Type")?.startsWith("application/json")) return;
  const answer = await response.json();
  name(answer.present);
  if (answer.version > Number(opened) && opened === version() && !saver.isBusy()) newer(answer);
}

function name(present) {
  form.querySelector("[data-present]").textContent = present.length ? say("sayPresent", { names: present.join(", ") }) : "";
}

function newer({ changed_by, saved_at }) {
  const bring = saver.isDirty() ? () => saver.press("save") : () => location.reload();
  banner.tell(say("sayNewer", { name: changed_by, time: saved_at }), { [say("sayMerge")]: bring });
}
