// Saving: by itself a few seconds after a change, at once when a button is pressed, and never two at a time.
// Fires `newsroom:saved` on the form when what is typed is where the next editor would see it.

import * as banner from "./banner.js";
import { plainText, text } from "./body.js";
import * as conflict from "./conflict.js";
import * as errors from "./errors.js";
import * as local from "./local.js";
import { form, isKnown, say, show } from "./page.js";
import { send, typed } from "./sending.js";

const PAUSE = 2500; // ms without a change before it is saved
const PATIENCE = 10_000; // ms after which it is saved though somebody is still typing
const RETRY = 15_000;
const OF_BUTTONS = new Set(["publish_at", "kind", "reason", "public_note", "remark", "confirmed"]);

let changes = 0;
let saved = 0;
let timer;
let since;
let flight = Promise.resolve();
let isFlying = false;
let sentText;

export const isDirty = () => changes > saved;
export const isBusy = () => isFlying;

/** Begin to watch the form. */
export function watch() {
  sentText = text();
  form.addEventListener("input", (event) => OF_BUTTONS.has(event.target.name) || changed());
  form.addEventListener("change", (event) => event.target.name && !OF_BUTTONS.has(event.target.name) && changed());
  form.addEventListener("newsroom:edited", () => text() === sentText || changed());
  window.addEventListener("online", () => isDirty() && save());
  window.addEventListener("pagehide", leave);
}

export function changed() {
  changes += 1;
  local.keep(typed());
  status(say("sayUnsaved"));
  if (conflict.isPending()) return;
  since ??= Date.now();
  clearTimeout(timer);
  timer = setTimeout(save, Math.max(0, Math.min(PAUSE, since + PATIENCE - Date.now())));
}

/** Save what is typed, unless it is saved already or somebody has to decide first. */
export const save = () => (isDirty() && !conflict.isPending() ? press("autosave") : flight);

/** Press a button of the page once what is on its way has arrived; resolves to the outcome. */
export function press(verb, entries) {
  flight = flight.then(() => fly(verb, entries));
  return flight;
}

async function fly(verb, entries) {
  clearTimeout(timer);
  since = undefined;
  const meant = changes;
  sentText = text();
  isFlying = true;
  status(say("saySaving"));
  const { outcome, answer } = await send(verb, entries);
  isFlying = false;
  HANDLERS[outcome]({ verb, answer, meant });
  return outcome;
}

const HANDLERS = {
  done({ verb, answer, meant }) {
    banner.hide();
    accept(answer, meant);
    show(answer.parts, { keep: verb === "autosave" });
    errors.clear();
    conflict.close();
    status(answer.saved_at ? say("saySaved", { time: answer.saved_at }) : "");
    if (answer.saved_at) form.dispatchEvent(new CustomEvent("newsroom:saved", { bubbles: true }));
  },
  invalid({ verb, answer }) {
    settle(answer);
    show(answer.parts, { keep: true });
    errors.show(answer.errors, { focus: verb !== "autosave" });
    status(isDirty() ? say("sayUnsaved") : "");
  },
  conflict({ verb, answer }) {
    status(say("sayUnsaved"));
    const open = () => conflict.open(answer);
    if (verb !== "autosave") return open();
    clearTimeout(timer);
    banner.tell(answer.conflict.sentence, { [say("sayMerge")]: open });
  },
  forbidden: () => fail("sayForbidden"),
  gone: () => fail("sayGone"),
  signedOut: () => fail("saySignedOut"),
  broken: () => fail("sayBroken"),
  offline: () => fail("sayOffline"),
};

/** Take over what the desk has made of what was typed. */
function accept(answer, meant) {
  local.drop();
  saved = Math.max(saved, meant);
  settle(answer);
  if (isDirty()) changed();
}

/** Take over the version, and the address if there was none before. */
function settle({ version, slug, address }) {
  form.elements.version.value = version || "";
  if (slug && !form.elements.slug.value) form.elements.slug.value = slug;
  if (!address || isKnown()) return;
  local.drop();
  history.replaceState(null, "", address);
  form.dataset.article = address.match(/(\d+)\/change/)[1];
}

function fail(sentence) {
  local.keep(typed());
  status(say("sayUnsaved"));
  banner.tell(say(sentence), { [say("sayCopy")]: copy });
  timer = setTimeout(save, RETRY);
}

function copy(button) {
  const fields = [form.elements.headline.value, form.elements.standfirst.value, plainText()];
  navigator.clipboard?.writeText(fields.filter(Boolean).join("\n\n")).then(() => (button.textContent = say("sayCopied")));
  return banner.STAYS;
}

/** Whoever closes the page has pressed no button: send what is left of a known article, without waiting for an answer. */
function leave() {
  if (!isDirty() || !isKnown() || conflict.isPending()) return;
  const body = new FormData(form);
  body.set("do", "autosave");
  navigator.sendBeacon(location.pathname, body);
}

function status(sentence) {
  form.querySelectorAll("[data-saved]").forEach((place) => (place.textContent = sentence));
}
