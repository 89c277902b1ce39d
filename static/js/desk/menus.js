// Menus that open below a word, and boxes that are only of use with JavaScript.

// Modules run before this event, so what is shown then can be used at once.
document.addEventListener("DOMContentLoaded", () => document.documentElement.classList.add("scripted"));

const opened = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of opened()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of opened()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details.menu[open]")) event.target.querySelector("textarea")?.focus();
}, true);
