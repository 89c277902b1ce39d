// Run with `node --test tests/js`. The vectors are the ones that the Python side is tested on.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { describe, findRange, plainText, shorten, toTextFragment } from "../../static/js/quote.js";
import { parse, rangeOf, texts } from "./dom.mjs";

const vectors = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), "utf8"));
const range = (startContainer, startOffset, endContainer, endOffset) => ({
  startContainer,
  startOffset,
  endContainer,
  endOffset,
});

for (const { name, html, text } of vectors("plain_text.json")) {
  test(`plain text: ${name}`, () => assert.equal(plainText(parse(html)), text));
}

for (const { name, html, from, to, selector } of vectors("selectors.json")) {
  test(`a range is described: ${name}`, () => {
    const root = parse(html);
    assert.deepEqual(describe(root, rangeOf(root, from, to)), selector);
  });

  test(`and found again: ${name}`, () => {
    const root = parse(html);
    const { start, end, ...words } = selector;
    assert.deepEqual(describe(root, findRange(root, selector)), selector);
    assert.deepEqual(describe(root, findRange(root, words)), selector);
  });
}

test("white space at the ends of a selection is left out", () => {
  const root = parse("<p>One two  three</p>");
  assert.equal(describe(root, rangeOf(root, " two  ")).exact, "two");
});

test("a selection of white space only is none", () => {
  const root = parse("<p>One </p> <p>two</p>");
  const [one, , two] = texts(root);
  assert.equal(describe(root, range(one, 3, two, 0)), null);
});

test("a boundary between elements counts as the text after it", () => {
  const root = parse("<p>One.</p><p>Two.</p><p>Three.</p>");
  assert.equal(describe(root, range(root, 1, root, 2)).exact, "Two.");
  assert.equal(describe(root, range(root, 0, root, 3)).exact, "One.\nTwo.\nThree.");
});

test("a paragraph marked by three clicks ends where the next one begins", () => {
  const root = parse("<p>One.</p><p>Two.</p>");
  const [one, two] = texts(root);
  assert.equal(describe(root, range(one, 0, two, 0)).exact, "One.");
});

test("a selection that begins or ends outside is cut off at the article's edge", () => {
  const page = parse("<p>Menu</p><div><p>One.</p><p>Two.</p></div><p>Footer</p>");
  const root = page.childNodes[1];
  const [menu, , two, footer] = texts(page);
  assert.equal(describe(root, range(menu, 1, two, 2)).exact, "One.\nTw");
  assert.equal(describe(root, range(two, 0, footer, 0)).exact, "Two.");
  assert.equal(describe(root, range(page, 0, page, 3)).exact, "One.\nTwo.");
  assert.equal(describe(root, range(page, 1, page, 2)).exact, "One.\nTwo.");
});

test("a selection outside the article is none", () => {
  const page = parse("<p>Menu</p><div><p>One.</p></div><p>Footer</p>");
  const root = page.childNodes[1];
  const [menu, , footer] = texts(page);
  assert.equal(describe(root, range(menu, 0, menu, 4)), null);
  assert.equal(describe(root, range(footer, 0, footer, 6)), null);
});

test("furniture within a selection says nothing", () => {
  const root = parse("<p>One <span data-furniture>Report this</span>two.</p>");
  assert.equal(describe(root, rangeOf(root, "One", "two.")).exact, "One two.");
  assert.equal(describe(root, rangeOf(root, "Report", "this")), null);
});

test("a mended passage is left to the server", () => {
  const root = parse("<p>The council met on Monday.</p>");
  assert.equal(findRange(root, { exact: "met on Tuesday", prefix: "The council ", suffix: "." }), null);
});

test("words that stand twice are told by their context, or not at all", () => {
  const root = parse("<p>Yes, said one. Yes, said two.</p>");
  const found = findRange(root, { exact: "Yes", prefix: "one. ", suffix: ", said two." });
  assert.equal(found.startOffset, 15);
  assert.equal(findRange(root, { exact: "Yes" }), null);
});

test("wrong offsets are not trusted", () => {
  const root = parse("<p>One two three.</p>");
  for (const [start, end] of [[0, 3], [90, 93], [-1, 2], [3, 3], [1.5, 4]]) {
    assert.equal(findRange(root, { exact: "two", start, end }).startOffset, 4);
  }
});

test("a short quote stays whole", () => {
  assert.deepEqual(shorten("One two."), { exact: "One two.", shortened: false });
});

test("a long quote becomes its first and last words", () => {
  const words = Array.from({ length: 400 }, (_, i) => `word${i}`).join(" ");
  const { exact, shortened } = shorten(words, 100);
  assert.equal(shortened, true);
  assert.ok([...exact].length <= 100);
  assert.match(exact, /^word0 .* word\d … word\d+ .*word399$/);
});

test("a long quote without spaces, or of emoji, is cut between characters", () => {
  assert.equal(shorten("ก".repeat(50), 23).exact, `${"ก".repeat(10)} … ${"ก".repeat(10)}`);
  assert.equal(shorten("🎻".repeat(50), 23).exact, `${"🎻".repeat(10)} … ${"🎻".repeat(10)}`);
});

test("a shortened passage is found by its offsets", () => {
  const root = parse("<p>One two three four five six.</p>");
  const selector = { exact: "two … five", shortened: true, start: 4, end: 23 };
  assert.equal(describe(root, findRange(root, selector)).exact, "two three four five");
  assert.equal(findRange(root, { ...selector, end: 22 }), null);
});

test("a text fragment names the passage and whole words of its context", () => {
  const root = parse("<p>The council met on Tuesday evening. It voted to close the school. Parents booed and left.</p>");
  const selector = describe(root, rangeOf(root, "It voted", "school."));
  assert.equal(
    toTextFragment(selector),
    "#:~:text=met%20on%20Tuesday%20evening.-,It%20voted%20to%20close%20the%20school.,-Parents%20booed%20and%20left.",
  );
});

test("hyphens, commas and ampersands are encoded", () => {
  const fragment = toTextFragment({ exact: "R&D, well-known", prefix: "a-b, ", suffix: "" });
  assert.equal(fragment, "#:~:text=a%2Db%2C-,R%26D%2C%20well%2Dknown");
});

test("a text fragment never reaches beyond a paragraph", () => {
  const selector = { exact: "the end.\nThe next", prefix: "First.\nThis is ", suffix: " one.\nLast." };
  assert.equal(toTextFragment(selector), "#:~:text=This%20is-,the%20end.,The%20next,-one.");
  assert.equal(toTextFragment({ exact: "Two.", prefix: "One.\n", suffix: "\nThree." }), "#:~:text=One.-,Two.,-Three.");
});

test("a long passage is named by its first and last words", () => {
  const words = Array.from({ length: 100 }, (_, i) => `w${i}`).join(" ");
  assert.equal(
    toTextFragment({ exact: words }),
    "#:~:text=w0%20w1%20w2%20w3%20w4%20w5%20w6%20w7,w92%20w93%20w94%20w95%20w96%20w97%20w98%20w99",
  );
  assert.equal(toTextFragment({ exact: "First words … last words", shortened: true }), "#:~:text=First%20words,last%20words");
});
