// How far work in the background is. Without this, a link asks anew.

const bar = document.querySelector("[data-progress]");

async function ask() {
  const answer = await fetch(bar.dataset.progress, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return;
  const { done, rows, at_work: atWork } = await answer.json();
  bar.max = rows;
  bar.value = done;
  bar.closest("p").querySelector("output").textContent = String(done);
  if (!atWork) location.reload();
}

if (bar) setInterval(ask, 1000);
