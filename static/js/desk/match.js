// Opening an article at the words that were searched for: the address ends in `#find=words`.

import { whenWritable } from "./body.js";

export function open() {
  const meant = new URLSearchParams(location.hash.slice(1)).get("find");
  if (!meant) return;
  whenWritable((page) => select(page, meant.toLowerCase()));
}

function select(page, meant) {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.toLowerCase().indexOf(meant);
    if (at >= 0) return mark(page, walker.currentNode, at, at + meant.length);
  }
}

function mark(page, node, start, end) {
  const range = page.createRange();
  range.setStart(node, start);
  range.setEnd(node, end);
  page.defaultView.focus();
  page.getSelection().removeAllRanges();
  page.getSelection().addRange(range);
  node.parentElement.scrollIntoView({ block: "center" });
}
