// Pure work on words and moments, for the modules of the editor's page.

const WORDS_A_MINUTE = 230; // as press.richtext counts
const NEAR = 6 * 24 * 3600 * 1000;
const OF_BUTTONS = new Set(["version", "publish_at", "kind", "reason", "public_note", "remark"]);

/** Return how many words some HTML has. */
export function words(html) {
  const plain = html.replace(/<[^>]*>/g, " ").replace(/&(nbsp|#160);/g, " ");
  return plain.split(/[\s—―]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

export const minutes = (count) => (count ? Math.max(1, Math.round(count / WORDS_A_MINUTE)) : 0);

/** Write a local moment (`YYYY-MM-DDTHH:MM`) in few words: “Tue 06:00”, “3 Mar 06:00”. */
export function spoken(moment, now, language) {
  const at = new Date(`${moment}Z`); // A local time taken for UTC, so that the browser's own zone does not matter.
  const day = Math.abs(at - now) < NEAR ? { weekday: "short" } : { day: "numeric", month: "short" };
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const part = (wanted) => new Intl.DateTimeFormat(language, { ...wanted, timeZone: "UTC" }).format(at);
  return `${part(day)} ${part(time)}`;
}

/** Return where the tag at `caret` begins and ends in a line of tags. */
export function tagAt(line, caret) {
  const start = caret ? line.lastIndexOf(",", caret - 1) + 1 : 0;
  const end = line.indexOf(",", caret);
  return [start, end < 0 ? line.length : end];
}

/** Return a line of tags with the one at `caret` replaced by `name`, ready for the next one. */
export function completed(line, caret, name) {
  const [start, end] = tagAt(line, caret);
  const before = line.slice(0, start) + (start ? " " : "");
  const behind = line.slice(end).replace(/^,\s*/, "");
  return `${before}${name}, ${behind}`;
}

/** Return what the writer means by the form's entries, without what belongs to buttons or to how markup is written. */
export function meaning(entries) {
  const meant = entries
    .filter(([name, value]) => value && !OF_BUTTONS.has(name) && !name.endsWith("_FORMS") && !name.endsWith("-ORDER"))
    .map(([name, value]) => [name, name === "body" ? value.replace(/\s+/g, "") : value]);
  return JSON.stringify(meant);
}
