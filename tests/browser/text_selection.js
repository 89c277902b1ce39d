([start, end, nth]) => {
  const nodes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    // What the clock prints may hold any figure that a test looks for.
    if (!walker.currentNode.parentElement.closest("time")) nodes.push(walker.currentNode);
  }
  const range = document.createRange();
  let skipped = 0;
  let begun = false;
  for (const node of nodes) {
    let from = 0;
    while (!begun && (from = node.data.indexOf(start, from)) >= 0) {
      if (skipped++ === nth) {
        range.setStart(node, from);
        begun = true;
      } else from += 1;
    }
    const at = begun ? node.data.indexOf(end, node === range.startContainer ? range.startOffset : 0) : -1;
    if (at >= 0) {
      range.setEnd(node, at + end.length);
      node.parentElement.scrollIntoView({ block: "center" });
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return;
    }
  }
  throw new Error(`These words are not on the page: ${start} … ${end}`);
}
