// Lists that follow their filters: a choice is shown at once and stands in the address; nothing else is loaded anew.
// Without it a button sends the form.

const PAUSE = 250;

let timer;
let turn = 0;

async function follow(form) {
  const place = document.querySelector(`[data-swap="${form.dataset.filters}"]`);
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  const address = `?${query}`;
  const mine = (turn += 1);
  place.setAttribute("aria-busy", "true");
  const response = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (mine !== turn) return;
  if (!response?.ok || response.redirected) return location.assign(address);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  place.innerHTML = page.querySelector(`[data-swap="${form.dataset.filters}"]`).innerHTML;
  place.removeAttribute("aria-busy");
  history.replaceState(null, "", address);
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-filters]");
  if (form) follow(form);
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-filters]");
  if (!form || event.target.type !== "search") return;
  clearTimeout(timer);
  timer = setTimeout(follow, PAUSE, form);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-filters]")) return;
  event.preventDefault();
  follow(event.target);
});
