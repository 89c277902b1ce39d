// Says one kind line to readers with an ad blocker, when a bait that looks like an advertisement has been hidden.
// Loaded only where the desk has switched the line on; closed once, it stays away.

const BAIT = "ad ads adsbox ad-banner ad-placement banner_ad text-ads";

/** Look for a blocker; `memory` is what recalls and remembers for this browser. */
export function watch(memory) {
  if (memory.recall().blocker) return;
  const bait = document.createElement("div");
  bait.className = BAIT;
  bait.setAttribute("aria-hidden", "true");
  bait.append("\u00a0");
  document.body.append(bait);
  setTimeout(() => {
    const blocked = !bait.isConnected || !bait.offsetHeight || getComputedStyle(bait).visibility === "hidden";
    bait.remove();
    if (blocked) speak(memory);
  }, 300);
}

function speak(memory) {
  const notice = document.querySelector("[data-blocker]");
  notice.hidden = false;
  notice.querySelector("button").addEventListener("click", () => {
    notice.remove();
    memory.remember((known) => ({ ...known, blocker: Date.now() }));
  });
}
