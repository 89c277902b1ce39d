// A quoted passage in the forms that others paste.

import assert from "node:assert/strict";
import { test } from "node:test";

import { length, toHtml, toMarkdown, toText } from "../../static/js/passage-forms.js";

const ADDRESS = "https://paper.example/2026/01/02/bridge/";
const LINE = `“Bridge &amp; river” by Olha: <a href="${ADDRESS}">${ADDRESS}</a>`;
const PARTS = [{ text: "“Bridge & river” by Olha: ", href: "" }, { text: ADDRESS, href: ADDRESS }];

test("characters are code points", () => {
  assert.equal(length("Їжак 🚋"), 6);
});

test("HTML quotes every paragraph, escapes what looks like markup, and keeps the link active", () => {
  assert.equal(
    toHtml('1 < 2 & "so"\nTwo', LINE, ADDRESS),
    `<blockquote cite="${ADDRESS}">\n<p>1 &lt; 2 &amp; &quot;so&quot;</p>\n<p>Two</p>\n</blockquote>\n<p>${LINE}</p>`,
  );
});

test("Markdown quotes every paragraph and takes the meaning from signs", () => {
  assert.equal(
    toMarkdown("1. *one* [two]\n# three\n- four", PARTS),
    `> 1\\. \\*one\\* \\[two\\]\n>\n> \\# three\n>\n> \\- four\n\n“Bridge \\& river” by Olha: [${ADDRESS}](${ADDRESS})`,
  );
});

test("plain text names the source under the passage", () => {
  assert.equal(toText("One\nTwo", "By Olha"), "One\n\nTwo\n\nBy Olha");
});
