// Publication: presets beside one field, a button that says what it will do, and the words that a correction needs.

import { form, say } from "./page.js";
import { spoken } from "./text.js";

function label() {
  const field = form.elements.publish_at;
  const schedule = form.querySelector("[data-schedule]");
  if (!field || !schedule) return;
  const same = field.value && field.value === schedule.dataset.scheduled;
  schedule.hidden = !field.value;
  form.querySelector("[data-publish]").hidden = Boolean(field.value);
  if (!field.value) return;
  const moment = spoken(field.value, new Date(), document.documentElement.lang);
  schedule.textContent = say(same ? "sayScheduleAgain" : "sayScheduleFor", { moment });
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
