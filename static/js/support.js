// Copies account numbers from the support page, and remembers for this browser alone that somebody has just given.
// Without it the numbers can be marked and copied, which leaves out the gaps that are drawn between them.

import { recall, remember } from "./appeals.js";

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
if (document.querySelector("[data-gave]")) remember((memory) => ({ ...memory, gives: Date.now() }));

const memory = document.querySelector("[data-memory]");
if (memory) showMemory(memory);

/** Let readers see to what their browser remembers; a browser that keeps nothing has nothing to see to. */
function showMemory(section) {
  const counts = section.querySelector("[data-memory-count]");
  const forget = section.querySelector("[data-memory-forget]");
  counts.checked = !recall().uncounted;
  counts.addEventListener("change", () =>
    remember(({ read, uncounted, ...rest }) => (counts.checked ? { ...rest, read } : { ...rest, uncounted: true })),
  );
  forget.addEventListener("click", () => {
    remember(({ uncounted }) => (uncounted ? { uncounted } : {}));
    forget.textContent = forget.dataset.done;
  });
  section.hidden = false;
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const words = button.textContent;
  if (button.dataset.copied !== undefined) return;
  button.dataset.copied = "";
  button.textContent = button.dataset.done;
  setTimeout(() => {
    delete button.dataset.copied;
    button.textContent = words;
  }, 2000);
}
