// The pure part of the editor's page.

import assert from "node:assert/strict";
import test from "node:test";

import { completed, meaning, minutes, spoken, tagAt, words } from "../../static/js/desk/text.js";

test("words are counted, markup and dashes are not", () => {
  assert.equal(words("<p>One <b>two</b>&nbsp;three — four.</p><p>П’ять 6</p>"), 6);
  assert.equal(words(""), 0);
});

test("any text takes a minute, none takes none", () => {
  assert.deepEqual([minutes(0), minutes(1), minutes(690)], [0, 1, 3]);
});

test("a near moment is a weekday, a far one a date, in any zone of the browser", () => {
  const now = new Date("2026-11-23T20:00Z");
  assert.equal(spoken("2026-11-24T06:00", now, "en"), "Tue 06:00");
  assert.equal(spoken("2027-03-03T18:30", now, "en-GB"), "3 Mar 18:30");
});

test("the tag at the caret is the one that is completed", () => {
  assert.deepEqual(tagAt("river, city, tram", 9), [6, 11]);
  assert.equal(completed("riv", 3, "river"), "river, ");
  assert.equal(completed("river, ci", 9, "city hall"), "river, city hall, ");
  assert.equal(completed("river, ci, tram", 9, "city hall"), "river, city hall, tram");
});

test("what was typed means the same however its markup is broken into lines", () => {
  const typed = [["headline", "A"], ["body", "<p>a</p>\n<p>b</p>"], ["kicker", ""], ["bylines-0-ORDER", "1"], ["version", "3"]];
  assert.equal(meaning(typed), meaning([["headline", "A"], ["body", "<p>a</p><p>b</p>"], ["version", "4"]]));
  assert.notEqual(meaning(typed), meaning([["headline", "B"]]));
});
