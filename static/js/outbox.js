// Sends reports, and keeps in this browser what could not be sent until it can. Without it the form is sent as forms are.

const KEPT = "report:";
const PATIENCE = 20_000;
const FIRST_PAUSE = 15_000;
const LONGEST_PAUSE = 600_000;
const LATER = new Set([408, 425, 429]);

let pause = FIRST_PAUSE;
let timer;

/**
 * Send the fields of a report (name and value pairs, `key` among them). What comes back has one of: `sent` with `receipt`
 * and `status` (an address), `refused` with `error` and `fields`, or `kept`: true if this browser could keep it, since
 * nobody could be reached.
 */
export async function send(address, fields) {
  const report = { address, fields, at: Date.now() };
  const kept = keep(report);
  const outcome = await post(report);
  if (outcome.sent || outcome.refused) drop(report);
  else if (kept) waitAndSend();
  return outcome.sent || outcome.refused ? outcome : { kept };
}

/** Try to send all that waits, and show what became of it in every element with `data-report-waiting`. */
export async function sendAll() {
  clearTimeout(timer);
  for (const report of waiting()) {
    if (report.refused) show(report);
    else await sendAgain(report);
  }
  if (waiting().some((report) => !report.refused)) waitAndSend();
}

async function sendAgain(report) {
  show(report);
  const { sent, refused, later } = await post(report);
  if (later) return;
  if (sent) drop(report);
  if (refused) keep({ ...report, refused: refused.error });
  if (sent || refused) pause = FIRST_PAUSE;
  show(report, { sent, refused });
}

function waitAndSend() {
  clearTimeout(timer);
  timer = setTimeout(sendAll, pause);
  pause = Math.min(2 * pause, LONGEST_PAUSE);
  for (const report of waiting()) show(report);
}

addEventListener("online", () => sendAll());

/** Return `{sent}`, or `{refused}` and whether it may be taken `later`; nothing in it if none of ours has answered. */
async function post({ address, fields }) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status >= 500 || answer.redirected) return {};
    const said = await answer.json();
    if (answer.status === 201 && said.receipt) return { sent: { receipt: said.receipt, status: ourAddress(said.status) } };
    return answer.status >= 400 && said.error ? { refused: said, later: LATER.has(answer.status) } : {};
  } catch {
    return {};
  }
}

function ourAddress(path) {
  const address = new URL(path, location.href);
  return address.origin === location.origin ? address.href : location.href;
}

// --- What waits, one entry each, so that several windows do not get into each other's way ---

function nameOf({ fields }) {
  return KEPT + Object.fromEntries(fields).key;
}

function keep(report) {
  try {
    localStorage.setItem(nameOf(report), JSON.stringify(report));
    return true;
  } catch {
    return false;
  }
}

function drop(report) {
  try {
    localStorage.removeItem(nameOf(report));
  } catch {
    // What cannot be kept need not be dropped.
  }
}

function waiting() {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(KEPT));
    return names.map((name) => read(name)).filter(Boolean).sort((one, other) => one.at - other.at);
  } catch {
    return [];
  }
}

function read(name) {
  try {
    const report = JSON.parse(localStorage.getItem(name));
    return Array.isArray(report?.fields) && typeof report.address === "string" ? report : null;
  } catch {
    return null;
  }
}

// --- What the reader sees of it ---

function show(report, { sent, refused } = {}) {
  for (const list of document.querySelectorAll("[data-report-waiting]")) {
    const item = itemIn(list, report);
    const state = sent ? "sent" : refused || report.refused ? "refused" : "waiting";
    for (const each of item.querySelectorAll("[data-state]")) each.hidden = each.dataset.state !== state;
    for (const each of item.querySelectorAll("button")) each.hidden = Boolean(sent);
    if (sent) {
      item.querySelector("[data-receipt]").textContent = sent.receipt;
      item.querySelector("[data-status]").href = sent.status;
    }
    if (state === "refused") item.querySelector("[data-sentence]").textContent = refused?.error ?? report.refused;
  }
}

function itemIn(list, report) {
  const name = nameOf(report);
  const there = [...list.children].find((item) => item.dataset.name === name);
  if (there) return there;
  const item = document.getElementById("report-waiting").content.firstElementChild.cloneNode(true);
  const said = Object.fromEntries(report.fields);
  item.dataset.name = name;
  item.querySelector("[data-words]").textContent = (said.message || said.suggestion || said.quote || "").slice(0, 200);
  item.querySelector("[data-retry]").addEventListener("click", () => sendAgain({ ...report, refused: undefined }));
  item.querySelector("[data-discard]").addEventListener("click", () => {
    drop(report);
    item.remove();
  });
  list.append(item);
  return item;
}
