// Two wordings compared word by word: pure text work, no page.

const PIECES = /[\p{L}\p{N}\p{M}_]+|\s+|[^\p{L}\p{N}\p{M}_\s]/gu;
const MOST = 600;

/** Return what leads from one text to the other as `{ kind, text }`; kind is "same", "gone" or "new". */
export function compare(before, after) {
  const old = before.match(PIECES) ?? [];
  const fresh = after.match(PIECES) ?? [];
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < fresh.length - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  const middle = between(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail));
  return joined([
    ...old.slice(0, head).map((text) => ({ kind: "same", text })),
    ...middle,
    ...old.slice(old.length - tail).map((text) => ({ kind: "same", text })),
  ]);
}

function between(old, fresh) {
  const [gone, added] = [old.map((text) => ({ kind: "gone", text })), fresh.map((text) => ({ kind: "new", text }))];
  if (!old.length || !fresh.length || old.length > MOST || fresh.length > MOST) return [...gone, ...added];
  const length = lengths(old, fresh);
  const found = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < fresh.length) {
    if (old[i] === fresh[j]) {
      found.push({ kind: "same", text: old[i] });
      i += 1;
      j += 1;
    } else if (length[i + 1][j] >= length[i][j + 1]) found.push(gone[i++]);
    else found.push(added[j++]);
  }
  return [...found, ...gone.slice(i), ...added.slice(j)];
}

/** Return how many pieces the rest of one text, from each place on, has in common with the rest of the other. */
function lengths(old, fresh) {
  const table = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      table[i][j] = old[i] === fresh[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

function joined(pieces) {
  const runs = [];
  for (const { kind, text } of pieces) {
    if (runs.at(-1)?.kind === kind) runs.at(-1).text += text;
    else runs.push({ kind, text });
  }
  return runs;
}

/** Return words as they can stand in an article: one space at a time, no empty lines. */
export const tidied = (words) =>
  words
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/\s+/g, " "))
    .filter(Boolean)
    .join("\n");

/** Fill a draft of a notice, in which `{was}` and `{now}` stand for the words before and after. */
export const noticeFor = (draft, was, now) =>
  draft.replace(/\{(was|now)\}/g, (_, name) => (name === "was" ? was : now).replace(/^[\s.,;:]+|[\s.,;:]+$/g, ""));
