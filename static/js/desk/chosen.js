// Articles chosen for a field: found by a search, each with a box to take it away again.

import { asking, suggest } from "./suggest.js";

function prepare(box) {
  const search = box.querySelector("input[type=search]");
  if (search.hasAttribute("aria-controls")) return;
  suggest(search, {
    ask: asking(box.dataset.find),
    take(row) {
      if (!("several" in box.dataset)) box.querySelector("ul").replaceChildren();
      if (!box.querySelector(`input[value="${row.id}"]`)) box.querySelector("ul").append(chosen(box.dataset.chosen, row));
      search.value = "";
      box.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
}

function chosen(name, { id, label }) {
  const item = document.createElement("li");
  const tick = Object.assign(document.createElement("input"), { type: "checkbox", name, value: id, checked: true });
  const line = document.createElement("label");
  line.append(tick, ` ${label}`);
  item.append(line);
  return item;
}

// Every such field of a page is prepared, also those that are drawn later.
const all = () => document.querySelectorAll("[data-chosen]").forEach(prepare);
document.addEventListener("newsroom:drawn", all);
document.addEventListener("formset:added", all);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.closest("[data-chosen]")) event.preventDefault();
});
all();
