// The words of an article and the passages in it, as docs/plain-text.md and corrections/anchoring have them.
// Pure text work on nodes that are handed in; without it a reader types the passage instead of marking it.

const CONTEXT = 32;
const GAP = " … ";
const SPACE = /\s/;
const BREAKS_LINE = new Set(
  (
    "BLOCKQUOTE BR CAPTION DIV FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HR LI OL P PRE TABLE TBODY TD TFOOT TH THEAD TR UL"
  ).split(" "),
);
const ELEMENT = 1;
const TEXT = 3;
const CONTAINS = 8;
const PRECEDING = 2;

/** Return the plain text of `root`, the same that `press.richtext.plain_text` makes of its HTML. */
export function plainText(root) {
  return read(root).text;
}

/**
 * Return what points at `range` in `root`: `exact`, `prefix` and `suffix` of up to 32 characters, `start` and `end` in
 * code points. White space at its ends is left out. Null if it holds no word of `root`.
 */
export function describe(root, range) {
  const page = read(root);
  let start = page.at(range.startContainer, range.startOffset);
  let end = page.at(range.endContainer, range.endOffset);
  while (start < end && SPACE.test(page.text[start])) start += 1;
  while (start < end && SPACE.test(page.text[end - 1])) end -= 1;
  if (start >= end) return null;
  const exact = page.text.slice(start, end);
  const before = [...page.text.slice(0, start)];
  return {
    exact,
    prefix: before.slice(-CONTEXT).join(""),
    suffix: [...page.text.slice(end, end + 2 * CONTEXT)].slice(0, CONTEXT).join(""),
    start: before.length,
    end: before.length + [...exact].length,
  };
}

/**
 * Return `{exact, shortened}`: a quote of more than `limit` characters becomes its first and its last words with " … "
 * between them.
 */
export function shorten(exact, limit = 1000) {
  const points = [...exact];
  if (points.length <= limit) return { exact, shortened: false };
  const half = Math.floor((limit - GAP.length) / 2);
  const head = points.slice(0, half).join("");
  const tail = points.slice(-half).join("");
  const first = head.replace(/\s+\S*$/, "") || head;
  const last = tail.replace(/^\S*\s+/, "") || tail;
  return { exact: first + GAP + last, shortened: true };
}

/**
 * Return the part of an address that makes browsers go to the passage and mark it: `#:~:text=prefix-,start,end,-suffix`.
 * A term never reaches beyond its paragraph, nor begins or ends with half a word of the context.
 */
export function toTextFragment(selector) {
  const parts = selector.exact.split(selector.shortened ? GAP : "\n").filter((part) => part.trim());
  const terms = parts.length > 1 ? [opening(parts[0]), closing(parts.at(-1))] : ends(parts[0] ?? selector.exact);
  const prefix = contextBefore(selector.prefix ?? "");
  const suffix = contextAfter(selector.suffix ?? "");
  const text = [prefix && `${encode(prefix)}-`, ...terms.map(encode), suffix && `-${encode(suffix)}`];
  return `#:~:text=${text.filter(Boolean).join(",")}`;
}

/**
 * Return the Range of `root` that `selector` points at, or null where its words do not stand there any more or cannot be
 * told from others. Changed wording is found by the server only.
 */
export function findRange(root, selector) {
  const page = read(root);
  const place = atOffsets(page.text, selector) ?? atQuote(page.text, selector);
  if (!place) return null;
  const range = (root.ownerDocument ?? root).createRange();
  range.setStart(...page.from(place[0]));
  range.setEnd(...page.to(place[1]));
  return range;
}

/** Walk `root` once: its text, and for every UTF-16 unit of the text the node and the offset it comes from. */
function read(root) {
  const units = [];
  const order = new Map();
  let text = "";
  let space = null;
  let fresh = true;

  const emit = (char, place) => {
    text += char;
    units.push(place);
  };
  const breakLine = () => {
    space = null;
    fresh = true;
  };
  const addText = (node) => {
    for (let offset = 0; offset < node.data.length; offset += 1) {
      const char = node.data[offset];
      const place = { node, offset };
      if (SPACE.test(char)) {
        if (!fresh) space ??= place;
        continue;
      }
      if (fresh && text) emit("\n", place);
      if (space) emit(" ", space);
      emit(char, place);
      space = null;
      fresh = false;
    }
  };
  const walk = (node, silent) => {
    const entry = { first: order.size, last: 0 };
    order.set(node, entry);
    if (node.nodeType === TEXT && !silent) addText(node);
    const quiet = silent || isFurniture(node);
    const breaks = !quiet && BREAKS_LINE.has(node.nodeName.toUpperCase());
    if (breaks) breakLine();
    for (const child of node.childNodes ?? []) walk(child, quiet || isPicture(node));
    if (breaks) breakLine();
    entry.last = order.size;
  };
  walk(root, false);

  /** Return the boundary as [number of the node, offset in it], in document order; an element's is before its child. */
  const position = (container, offset) => {
    const entry = order.get(container);
    if (!entry) return outside(root, container, offset);
    if (container.nodeType === TEXT) return [entry.first, offset];
    const child = container.childNodes?.[offset];
    return child ? [order.get(child).first, -1] : [entry.last, -1];
  };

  return {
    text,
    at(container, offset) {
      const [number, within] = position(container, offset);
      return firstIndex(units, ({ node, offset: at }) => {
        const { first } = order.get(node);
        return first > number || (first === number && at >= within);
      });
    },
    from: (index) => [units[index].node, units[index].offset],
    to: (index) => [units[index - 1].node, units[index - 1].offset + 1],
  };
}

function isFurniture(node) {
  return node.nodeType === ELEMENT && node.hasAttribute("data-furniture");
}

function isPicture(node) {
  const classes = node.nodeName.toUpperCase() === "FIGURE" ? (node.getAttribute("class") ?? "") : "";
  return classes.split(/\s+/).includes("news-image");
}

/** Return a boundary before or after everything in `root`, for one that lies outside of it. */
function outside(root, container, offset) {
  const relation = root.compareDocumentPosition(container);
  if (!(relation & CONTAINS)) return relation & PRECEDING ? [-1, -1] : [Infinity, -1];
  const child = container.childNodes[offset];
  if (!child) return [Infinity, -1];
  if (child === root) return [-1, -1];
  const other = root.compareDocumentPosition(child);
  return other & (PRECEDING | CONTAINS) ? [-1, -1] : [Infinity, -1];
}

/** Return the first index whose item `holds`; the items that do stand after those that do not. */
function firstIndex(items, holds) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Return [start, end) in UTF-16 units where the selector's offsets, in code points, hold its words. */
function atOffsets(text, { exact, start, end, shortened }) {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end <= start) return null;
  const points = [...text];
  if (end > points.length) return null;
  const from = points.slice(0, start).join("").length;
  const words = points.slice(start, end).join("");
  const [head, tail] = exact.split(GAP);
  const holds = shortened ? words.startsWith(head) && words.endsWith(tail) : words === exact;
  return holds ? [from, from + words.length] : null;
}

/** Return where the words stand with their context, or at all, if they stand there only once. */
function atQuote(text, { exact, prefix = "", suffix = "", shortened }) {
  if (shortened || !exact) return null;
  const at = only(text, prefix + exact + suffix);
  if (at >= 0) return [at + prefix.length, at + prefix.length + exact.length];
  const alone = only(text, exact);
  return alone >= 0 ? [alone, alone + exact.length] : null;
}

function only(text, part) {
  const at = text.indexOf(part);
  return at >= 0 && text.indexOf(part, at + 1) < 0 ? at : -1;
}

/** Return a long passage as its first and last words, a short one whole. */
function ends(words) {
  return words.length > 300 ? [opening(words), closing(words)] : [words.trim()];
}

function opening(words) {
  return words.trim().split(/\s+/).slice(0, 8).join(" ").slice(0, 100).trim();
}

function closing(words) {
  return words.trim().split(/\s+/).slice(-8).join(" ").slice(-100).trim();
}

function contextBefore(prefix) {
  const line = prefix.trimEnd().split("\n").at(-1);
  const whole = [...prefix].length < CONTEXT || prefix.trimEnd().includes("\n");
  return (whole ? line : line.replace(/^\S*\s+/, "")).trim();
}

function contextAfter(suffix) {
  const line = suffix.trimStart().split("\n")[0];
  const whole = [...suffix].length < CONTEXT || suffix.trimStart().includes("\n");
  return (whole ? line : line.replace(/\s+\S*$/, "")).trim();
}

function encode(term) {
  return encodeURIComponent(term).replaceAll("-", "%2D");
}
