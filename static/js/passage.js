// Which part of an article the marked words belong to, and where in it they stand.
// Without it a reader copies the words into the form.

import { describe, shorten } from "./quote.js";

const MOST = 1000;

/**
 * Return what `range` marks in `story`: `part`, `image` (the number of a picture, or ""), `selector` as quote.js has it,
 * with at most 1,000 characters, and `clipped`, if more than one part was marked: the one with all or most of it counts.
 * Null if no words of the article are marked.
 */
export function passageOf(story, range) {
  const found = [...places(story, range)].filter(({ selector }) => selector);
  if (!found.length) return null;
  const whole = found.find(({ root }) => root.contains(range.commonAncestorContainer));
  const best = whole ?? found.reduce((one, other) => (length(other) > length(one) ? other : one));
  const { exact, shortened } = shorten(best.selector.exact, MOST);
  const { part, image } = best;
  return { part, image, selector: { ...best.selector, exact, shortened }, clipped: found.length > 1 && !whole };
}

function length({ selector }) {
  return selector.exact.length;
}

function* places(story, range) {
  for (const root of story.querySelectorAll('[data-part]:not([data-part="caption"])')) {
    if (range.intersectsNode(root)) yield { root, part: root.dataset.part, image: "", selector: describe(root, range) };
  }
  for (const figure of story.querySelectorAll("[data-picture]")) {
    if (range.intersectsNode(figure)) {
      yield { root: figure, part: "caption", image: figure.dataset.picture, selector: inPicture(figure, range) };
    }
  }
}

/** Return the words of the caption; of credit and license only the words, which have no place in a text of their own. */
function inPicture(figure, range) {
  const caption = figure.querySelector('[data-part="caption"]');
  const own = caption && describe(caption, range);
  const words = figure.querySelector("figcaption");
  return own ?? (words && wordsAlone(describe(words, range)));
}

function wordsAlone(selector) {
  return selector && { exact: selector.exact, prefix: "", suffix: "", start: "", end: "" };
}
