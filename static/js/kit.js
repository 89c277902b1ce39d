// Copies a form of the kit with one click. Without it the text is marked by hand, or the file is taken.

for (const button of document.querySelectorAll("[data-copy]")) {
  const area = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    area.select();
    try {
      await navigator.clipboard.writeText(area.value);
    } catch {
      if (!document.execCommand("copy")) return;
    }
    said.textContent = button.dataset.done;
  });
}
