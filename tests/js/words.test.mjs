// Two wordings compared, and the draft of a notice that follows them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { compare, noticeFor, tidied } from "../../static/js/desk/words.js";

const shown = (before, after) =>
  compare(before, after)
    .map(({ kind, text }) => ({ same: text, gone: `[-${text}-]`, new: `[+${text}+]` })[kind])
    .join("");

test("a word that changed is all that is marked", () => {
  assert.equal(shown("The bridg is old.", "The bridge is old."), "The [-bridg-][+bridge+] is old.");
});

test("what is the same between two changes stays", () => {
  assert.equal(shown("two men saw a dog", "three men saw a cat"), "[-two-][+three+] men saw a [-dog-][+cat+]");
});

test("words of every script are whole", () => {
  assert.equal(shown("на мост", "на міст"), "на [-мост-][+міст+]");
  assert.equal(shown("cafe\u0301", "cafe"), "[-cafe\u0301-][+cafe+]");
});

test("nothing before or nothing after is one run", () => {
  assert.equal(shown("", "All new"), "[+All new+]");
  assert.equal(shown("All gone", ""), "[-All gone-]");
  assert.deepEqual(compare("", ""), []);
});

test("both texts can be read from the runs, also from very long ones", () => {
  const before = "one two three ".repeat(500);
  const after = "two three four ".repeat(500);
  const runs = compare(before, after);
  assert.equal(runs.filter(({ kind }) => kind !== "new").map(({ text }) => text).join(""), before);
  assert.equal(runs.filter(({ kind }) => kind !== "gone").map(({ text }) => text).join(""), after);
});

test("spaces and empty lines are no words", () => {
  assert.equal(tidied("  a \u00a0 b \r\n\r\n c "), "a b\nc");
});

test("a draft quotes both wordings without their loose ends, and braces in them are text", () => {
  assert.equal(noticeFor("“{was}”, now “{now}”", "2019.", "{was} 2021, "), "“2019”, now “{was} 2021”");
});
