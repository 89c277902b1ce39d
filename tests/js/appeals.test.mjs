// When an appeal may be shown, told by what a browser remembers and by a clock that the test turns.

import assert from "node:assert/strict";
import { test } from "node:test";

import { mayAsk, readLately, withAsked, withRead, withSeen, wordingFor } from "../../static/js/appeals.js";

const DAY = 86_400_000;
const NOW = 1_800_000_000_000;
const CAPS = { cap_count: 3, cap_days: 30, days_between: 2, pause_days: 180, least_read: 0 };

const after = (days, memory, caps = CAPS) => mayAsk(memory, "7", caps, NOW + days * DAY);

test("who comes for the first time is asked", () => {
  assert.equal(mayAsk({}, "7", CAPS, NOW), true);
});

test("after an appeal there is peace for as many days as the desk says", () => {
  const memory = withSeen({}, "7", CAPS, NOW);
  assert.equal(after(1.9, memory), false);
  assert.equal(after(2, memory), true);
});

test("it is shown so often within so many days, and then again", () => {
  let memory = {};
  for (const day of [0, 3, 6]) memory = withSeen(memory, "7", CAPS, NOW + day * DAY);
  assert.equal(after(9, memory), false);
  assert.equal(after(29, memory), false);
  assert.equal(after(30, memory), true);
});

test("a cap of nothing is no cap", () => {
  const free = { ...CAPS, cap_count: 0, days_between: 0 };
  let memory = {};
  for (let turn = 0; turn < 50; turn += 1) memory = withSeen(memory, "7", free, NOW + turn);
  assert.equal(after(0, memory, free), true);
});

test("one that was put away never comes back, and others still may", () => {
  const memory = withAsked({}, "7", { no: NOW });
  assert.equal(after(3000, memory), false);
  assert.equal(mayAsk(memory, "8", CAPS, NOW), true);
});

test("who gives already is left in peace by all of them", () => {
  const memory = { gives: NOW };
  assert.equal(after(179, memory), false);
  assert.equal(mayAsk(memory, "8", CAPS, NOW + 179 * DAY), false);
  assert.equal(after(180, memory), true);
});

test("only who has read so many articles lately is asked", () => {
  const patient = { ...CAPS, least_read: 2 };
  let memory = withRead({}, "1", NOW);
  memory = withRead(memory, "1", NOW + 1);
  assert.equal(after(0, memory, patient), false);
  memory = withRead(memory, "2", NOW + 1);
  assert.equal(after(1, memory, patient), true);
  assert.equal(after(31, memory, patient), false);
});

test("with the count switched off nothing is counted", () => {
  const memory = withRead({ uncounted: true }, "1", NOW);
  assert.equal(readLately(memory, NOW), 0);
});

test("a clock that went ahead for a while silences nothing for ever", () => {
  const memory = withSeen({ gives: NOW + 900 * DAY }, "7", CAPS, NOW + 900 * DAY);
  assert.equal(after(0, memory), true);
});

test("a browser keeps the wording that it had, as long as there is that one", () => {
  assert.equal(wordingFor({}, "7", [1, 2, 3], 0.99), 3);
  assert.equal(wordingFor(withAsked({}, "7", { wording: 2 }), "7", [1, 2, 3], 0), 2);
  assert.equal(wordingFor(withAsked({}, "7", { wording: 9 }), "7", [1, 2, 3], 0), 1);
});
