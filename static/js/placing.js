// Where on the screen things stand that belong to marked words. Without it they stand where the style sheet puts them.

const GAP = 12;
const WIDE = matchMedia("(min-width: 48rem)");

/** Put an open dialog below, above or beside the marked words, on wide screens; never over their first line. */
export function placeBeside(dialog, range) {
  for (const side of ["top", "bottom", "left", "right", "maxHeight"]) dialog.style[side] = "";
  dialog.classList.toggle("placed", Boolean(range) && WIDE.matches);
  if (!range) return;
  if (!WIDE.matches) return reveal(extent(range));
  const words = visible(range);
  const box = dialog.getBoundingClientRect();
  const place = free(words, box) ?? makeRoom(words, box);
  dialog.style.left = `${place.left}px`;
  dialog.style.top = `${place.top}px`;
  if (place.height) dialog.style.maxHeight = `${place.height}px`;
}

/** Return where marked words stand on the screen; of what is taller than half of it, its first line. */
export function extent(range) {
  const whole = range.getBoundingClientRect();
  const lines = [...range.getClientRects()].filter((line) => line.width && line.height);
  return whole.height < innerHeight / 2 || !lines.length ? whole : lines[0];
}

/** Return where the words stand once they can be seen; if they cannot, scroll to them. */
function visible(range) {
  const words = extent(range);
  if (words.top >= 0 && words.bottom <= innerHeight) return words;
  scrollBy({ top: words.top - innerHeight / 3, behavior: "instant" });
  return extent(range);
}

function free(words, box) {
  const left = within(words.left, box.width, document.documentElement.clientWidth);
  const top = within(words.top - box.height / 3, box.height, innerHeight);
  const places = [
    { left, top: words.bottom + GAP },
    { left, top: words.top - GAP - box.height },
    { left: words.right + GAP, top },
    { left: words.left - GAP - box.width, top },
  ];
  return places.find(
    (place) =>
      place.top >= 0 &&
      place.left >= 0 &&
      place.top + box.height <= innerHeight &&
      place.left + box.width <= document.documentElement.clientWidth,
  );
}

/** Scroll the words as near to the top of the screen as the page allows, and give the dialog the larger rest of it. */
function makeRoom(words, box) {
  const before = scrollY;
  scrollBy({ top: words.top - 3 * GAP, behavior: "instant" });
  const [top, bottom] = [words.top, words.bottom].map((edge) => edge - (scrollY - before));
  const left = within(words.left, box.width, document.documentElement.clientWidth);
  if (innerHeight - bottom >= top) return { left, top: bottom + GAP, height: innerHeight - bottom - 2 * GAP };
  const height = Math.min(top - 2 * GAP, box.height);
  return { left, top: top - GAP - height, height };
}

/** On narrow screens the dialog comes from below: bring the words to where they can be seen. */
function reveal(words) {
  scrollBy({ top: words.top - 4 * GAP, behavior: "instant" });
}

function within(start, length, room) {
  return Math.max(GAP, Math.min(start, room - length - GAP));
}
