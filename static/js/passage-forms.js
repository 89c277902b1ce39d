// A quoted passage with its source in the forms that others paste: pure text work, tested on node.

const MARKDOWN = /[\\`*_[\]<>&~|]/g;
const AT_LINE_START = /^(\s*)([#+=-]|\d+(?=[.)]))/;

/** Return how many characters a text has, as people and licenses count: code points. */
export function length(text) {
  return [...text].length;
}

/** Return a passage, its paragraphs parted by line feeds, and the source `line` (HTML) as HTML. */
export function toHtml(passage, line, address) {
  const paragraphs = passage.split("\n").map((text) => `<p>${escape(text)}</p>`);
  return `<blockquote cite="${escape(address)}">\n${paragraphs.join("\n")}\n</blockquote>\n<p>${line}</p>`;
}

/** Return it as Markdown; `parts` are the pieces of the source line, each `{text, href}`, the address empty but in links. */
export function toMarkdown(passage, parts) {
  const paragraphs = passage.split("\n").map((text) => `> ${escapeMarkdown(text)}`);
  const line = parts.map(({ text, href }) => (href ? `[${escapeMarkdown(text)}](${href})` : escapeMarkdown(text)));
  return `${paragraphs.join("\n>\n")}\n\n${line.join("")}`;
}

/** Return it as plain text; `line` is the source line in words. */
export function toText(passage, line) {
  return `${passage.replaceAll("\n", "\n\n")}\n\n${line}`;
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function escapeMarkdown(text) {
  const plain = text.replace(MARKDOWN, "\\$&");
  return plain.replace(AT_LINE_START, (_all, space, sign) => (/\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`));
}
