// The page on which an article is written. Without JavaScript its buttons send the form and load the page anew.

import * as banner from "./banner.js";
import { onSaveKey } from "./body.js";
import * as bylines from "./bylines.js";
import "./chosen.js";
import * as conflict from "./conflict.js";
import * as counts from "./counts.js";
import * as errors from "./errors.js";
import * as hero from "./hero.js";
import * as local from "./local.js";
import * as match from "./match.js";
import { form, say } from "./page.js";
import * as presence from "./presence.js";
import * as preview from "./preview.js";
import * as saver from "./saver.js";
import * as schedule from "./schedule.js";
import { typed } from "./sending.js";
import * as subjects from "./subjects.js";

[bylines, conflict, counts, errors, hero, preview, schedule, subjects].forEach((module) => module.listen());
offerLocalCopy();
saver.watch();
presence.attend();
match.open();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const verb = event.submitter?.value ?? "save";
  if (verb === "preview") preview.open();
  else saver.press(verb);
});

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  saver.press("save");
});

onSaveKey(() => saver.press("save"));

// In a field of one line Enter goes nowhere; it must not press a button of the page.
form.addEventListener("keydown", (event) => {
  const oneLine = event.target.matches("input:not([type=checkbox], [type=radio]), #id_headline");
  if (event.key === "Enter" && oneLine) event.preventDefault();
});

function offerLocalCopy() {
  const kept = local.found(typed());
  if (!kept) return;
  const time = new Date(kept.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
  banner.tell(say("sayKept", { time }), {
    [say("sayBringBack")]: () => bringBack(kept.entries),
    [say("sayThrowAway")]: local.drop,
  });
}

/** Save the copy as its writer would have, then show the page as it is at the desk. */
async function bringBack(entries) {
  if ((await saver.press("autosave", entries)) === "done") location.reload();
}
