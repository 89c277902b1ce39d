// Decides in the browser whether an appeal is shown: what it remembers stays in this browser and names nobody.
// Without it the first wording stands on its page, and nothing is counted.
//
// It is one file and blocks the first paint, so that nothing that was painted ever moves. The rules come first, and are
// plain functions of what is remembered and of the time; the page comes below.

const KEY = "support";
const DAY = 86_400_000;
const READ_DAYS = 30;
const MOST_READ = 200;

/** Tell whether an appeal may be shown at `now`; `caps` are its rules as the desk wrote them. */
export function mayAsk(memory, appeal, caps, now) {
  if (within(memory.gives, caps.pause_days, now)) return false;
  const { no, seen = [] } = memory.asked?.[appeal] ?? {};
  if (no) return false;
  const lately = seen.filter((at) => within(at, caps.cap_days, now));
  if (caps.cap_count && lately.length >= caps.cap_count) return false;
  if (seen.some((at) => within(at, caps.days_between, now))) return false;
  return readLately(memory, now) >= caps.least_read;
}

/** Return which of `wordings` this browser gets: always the same one, as long as there is that one. */
export function wordingFor(memory, appeal, wordings, chance = Math.random()) {
  const kept = memory.asked?.[appeal]?.wording;
  return wordings.includes(kept) ? kept : wordings[Math.floor(chance * wordings.length)];
}

/** Return how many articles were read in the last days. */
export function readLately(memory, now) {
  return (memory.read ?? []).filter(([, at]) => within(at, READ_DAYS, now)).length;
}

/** Return the memory with one more article in it; with the count switched off it stays empty. */
export function withRead(memory, article, now) {
  if (memory.uncounted || (memory.read ?? []).some(([one, at]) => one === article && within(at, READ_DAYS, now)))
    return memory;
  const others = (memory.read ?? []).filter(([one, at]) => one !== article && within(at, READ_DAYS, now));
  return { ...memory, read: [...others, [article, now]].slice(-MOST_READ) };
}

/** Return the memory with something more about one appeal in it. */
export function withAsked(memory, appeal, more) {
  const asked = memory.asked ?? {};
  return { ...memory, asked: { ...asked, [appeal]: { ...asked[appeal], ...more } } };
}

/** Return the memory in which an appeal was seen once more; what no cap asks for any longer is forgotten. */
export function withSeen(memory, appeal, caps, now) {
  const longest = Math.max(caps.cap_days, caps.days_between);
  const seen = (memory.asked?.[appeal]?.seen ?? []).filter((at) => within(at, longest, now));
  return withAsked(memory, appeal, { seen: [...seen, now] });
}

/** Tell whether a moment lies less than so many days before now; one to come, of a clock that was wrong, does not. */
function within(at, days, now) {
  return typeof at === "number" && at <= now && now - at < days * DAY;
}

// --- What this browser remembers ---------------------------------------------------------------------------------------

export function recall() {
  try {
    const memory = JSON.parse(localStorage.getItem(KEY));
    return memory && typeof memory === "object" && !Array.isArray(memory) ? memory : {};
  } catch {
    return {};
  }
}

/** Change what is remembered; where nothing can be, nothing is. */
export function remember(change) {
  const memory = change(recall());
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // A browser that keeps nothing is asked like one that comes for the first time.
  }
  return memory;
}

// --- The page ----------------------------------------------------------------------------------------------------------

if (globalThis.document) start();

function start() {
  const story = document.querySelector("[data-article]");
  const now = Date.now();
  const memory = story ? remember((known) => withRead(known, story.dataset.article, now)) : recall();
  for (const node of document.querySelectorAll("[data-appeal]")) prepare(node, memory, now);
  if (document.querySelector("[data-blocker]")) import("./blocker.js").then((blocker) => blocker.watch({ recall, remember }));
}

function prepare(node, memory, now) {
  const { appeal } = node.dataset;
  const caps = JSON.parse(node.dataset.caps);
  if (!mayAsk(memory, appeal, caps, now)) return withoutMoving(node, () => node.remove(), () => leaveRoom(node));
  let wording = choose(node, memory);
  if (caps.tells_count) tellCount(node, memory, now);
  node.querySelector("[data-answers]").hidden = false;
  whenSeen(node, () => {
    const known = recall().asked?.[appeal] ?? {};
    if (!(known.seen ?? []).some((at) => within(at, 1, Date.now()))) count(wording, "seen");
    remember((memory) => withAsked(withSeen(memory, appeal, caps, Date.now()), appeal, { wording }));
    node.dataset.seen = "";
  });
  node.addEventListener("click", ({ target }) => {
    if (target.closest(".give")) count(wording, "clicked");
    const answer = target.closest("[data-answer]")?.dataset.answer;
    if (answer === "uncount") uncount(node);
    else if (answer) leave(node, appeal, wording, answer);
  });
}

/** Put the wording of this browser into its place; return its number. */
function choose(node, memory) {
  const place = node.querySelector("[data-wording]");
  const others = [...node.querySelectorAll("template[data-wording]")];
  const first = Number(place.dataset.wording);
  const chosen = wordingFor(memory, node.dataset.appeal, [first, ...others.map((one) => Number(one.dataset.wording))]);
  const template = others.find((one) => Number(one.dataset.wording) === chosen);
  let put = first;
  if (template)
    withoutMoving(node, () => {
      place.replaceChildren(template.content);
      place.dataset.wording = put = chosen;
    });
  return put;
}

function tellCount(node, memory, now) {
  const line = node.querySelector("[data-read]");
  const number = readLately(memory, now);
  if (!line || number < 2) return;
  withoutMoving(node, () => {
    line.querySelector("[data-number]").textContent = number;
    line.hidden = false;
  });
}

/** Forget the articles that were read, and count no more. */
function uncount(node) {
  remember(({ read, ...memory }) => ({ ...memory, uncounted: true }));
  const line = node.querySelector("[data-read]");
  line.textContent = line.dataset.done;
}

/** Take the reader's word for it. */
function leave(node, appeal, wording, answer) {
  count(wording, answer);
  remember((memory) =>
    answer === "gives" ? { ...memory, gives: Date.now() } : withAsked(memory, appeal, { no: Date.now() }),
  );
  const last = document.createElement("p");
  last.className = "appeal-last";
  last.tabIndex = -1;
  last.textContent = node.dataset[answer === "gives" ? "sayThanks" : "sayGone"];
  node.replaceChildren(last);
  node.removeAttribute("aria-labelledby");
  last.focus({ preventScroll: true });
}

/** Change the page where readers have not looked yet; what is before their eyes stays as it is, or is done `else`. */
function withoutMoving(node, change, otherwise) {
  const painted = performance.getEntriesByType("paint").length > 0;
  if (!painted || node.getBoundingClientRect().top > innerHeight) change();
  else otherwise?.();
}

function leaveRoom(node) {
  node.style.visibility = "hidden";
}

/** Call once half of a node has been in the window for a second. */
function whenSeen(node, call) {
  let timer;
  const observer = new IntersectionObserver(
    ([entry]) => {
      clearTimeout(timer);
      if (!entry.isIntersecting) return;
      timer = setTimeout(() => {
        observer.disconnect();
        if (node.isConnected) call();
      }, 1000);
    },
    { threshold: 0.5 },
  );
  observer.observe(node);
}

// --- Counting: how often, never who ------------------------------------------------------------------------------------

const events = [];

function count(wording, event) {
  if (navigator.webdriver || /(?:^|; )desk=1(?:;|$)/.test(document.cookie)) return;
  if (!events.length) {
    addEventListener("pagehide", send);
    document.addEventListener("visibilitychange", send);
  }
  events.push([wording, event]);
}

function send(event) {
  if (!events.length || (event.type === "visibilitychange" && document.visibilityState !== "hidden")) return;
  const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");
  navigator.sendBeacon("/support/counted/", JSON.stringify({ key, events: events.splice(0) }));
}
