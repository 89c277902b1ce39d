// Says one kind line to readers with an ad blocker, when a bait that looks like an advertisement has been hidden.
// Loaded only where the desk has switched the line on; closed once, it stays away.

import { recall, remember } from "./appeals.js";

const notice = document.querySelector("[data-blocker]");
const bait = document.createElement("div");

if (!recall().blocker) {
  bait.className = "ad ads adsbox ad-banner ad-placement banner_ad text-ads";
  bait.setAttribute("aria-hidden", "true");
  bait.append("\u00a0");
  document.body.append(bait);
  setTimeout(look, 300);
}

function look() {
  const blocked = !bait.isConnected || !bait.offsetHeight || getComputedStyle(bait).visibility === "hidden";
  bait.remove();
  if (!blocked) return;
  notice.hidden = false;
  notice.querySelector("button").addEventListener("click", () => {
    notice.remove();
    remember((memory) => ({ ...memory, blocker: Date.now() }));
  });
}
