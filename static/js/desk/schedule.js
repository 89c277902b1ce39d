// Publication: presets beside one field, a button that says what it will do, and the words that a correction needs.

import { form, say } from "./page.js";

const NEAR = 6 * 24 * 3600 * 1000;

/** Write a local moment (`YYYY-MM-DDTHH:MM`) as people say it. */
export function spoken(moment, now = new Date(), language = document.documentElement.lang) {
  const at = new Date(`${moment}Z`); // A local time taken for UTC, so that the browser's own zone does not matter.
  const near = Math.abs(at - now) < NEAR;
  const day = near ? { weekday: "short" } : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(language, { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" })
    .format(at)
    .replace(",", "");
}

function label() {
  const field = form.elements.publish_at;
  const schedule = form.querySelector("[data-schedule]");
  if (!field || !schedule) return;
  const same = field.value && field.value === schedule.dataset.scheduled;
  schedule.hidden = !field.value;
  form.querySelector("[data-publish]").hidden = Boolean(field.value);
  if (field.value) {
    schedule.textContent = say(same ? "sayScheduleAgain" : "sayScheduleFor", { moment: spoken(field.value) });
  }
}

export function listen() {
  form.addEventListener("click", (event) => {
    const preset = event.target.closest("[data-moment]");
    if (!preset) return;
    form.elements.publish_at.value = preset.dataset.moment;
    label();
  });
  form.addEventListener("input", (event) => event.target.name === "publish_at" && label());
  form.addEventListener("change", (event) => {
    if (event.target.name === "kind" && event.target.value === "correction") form.elements.reason.focus();
  });
  form.addEventListener("newsroom:drawn", label);
  label();
}
