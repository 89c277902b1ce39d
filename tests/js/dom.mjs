// As much of the DOM as static/js/quote.js asks for, built from the tidy HTML of the vectors.

const VOID = new Set(["BR", "HR", "IMG"]);
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0", shy: "\u00ad", zwj: "\u200d" };

class Node {
  childNodes = [];
  parentNode = null;

  append(child) {
    child.parentNode = this;
    child.ownerDocument = this.ownerDocument;
    this.childNodes.push(child);
    return child;
  }

  compareDocumentPosition(other) {
    const [mine, theirs] = [this.path(), other.path()];
    const fork = mine.findIndex((step, i) => step !== theirs[i]);
    if (fork < 0) return mine.length === theirs.length ? 0 : 4 | 16;
    if (fork >= theirs.length) return 2 | 8;
    return theirs[fork] < mine[fork] ? 2 : 4;
  }

  path() {
    return this.parentNode ? [...this.parentNode.path(), this.parentNode.childNodes.indexOf(this)] : [];
  }
}

class Text extends Node {
  nodeType = 3;
  nodeName = "#text";

  constructor(data) {
    super();
    this.data = data;
  }
}

class Comment extends Node {
  nodeType = 8;
  nodeName = "#comment";
}

class Element extends Node {
  nodeType = 1;

  constructor(name, attributes = {}) {
    super();
    this.nodeName = name.toUpperCase();
    this.attributes = attributes;
  }

  hasAttribute(name) {
    return name in this.attributes;
  }

  getAttribute(name) {
    return this.attributes[name] ?? null;
  }
}

const document = {
  createRange: () => ({
    setStart(node, offset) {
      Object.assign(this, { startContainer: node, startOffset: offset });
    },
    setEnd(node, offset) {
      Object.assign(this, { endContainer: node, endOffset: offset });
    },
  }),
};

/** Return an `article` element that holds `html`: well-nested tags, quoted attributes, comments, a few entities. */
export function parse(html) {
  const root = new Element("article");
  root.ownerDocument = document;
  let current = root;
  for (const [token, tag] of html.matchAll(/<!--.*?-->|<(\/?[a-z][^>]*)>|[^<]+/gs)) {
    if (token.startsWith("<!--")) current.append(new Comment());
    else if (!tag) current.append(new Text(decoded(token)));
    else if (tag.startsWith("/")) current = current.parentNode;
    else {
      const element = current.append(new Element(tag.match(/^[a-z0-9]+/)[0], attributes(tag)));
      if (!VOID.has(element.nodeName)) current = element;
    }
  }
  return root;
}

/** Return all text nodes below `node`, in order. */
export function texts(node) {
  return node.nodeType === 3 ? [node] : node.childNodes.flatMap(texts);
}

/** Return the range from the first occurrence of `from` in a text node to the end of the first of `to` after it. */
export function rangeOf(root, from, to = from) {
  const nodes = texts(root);
  const first = nodes.findIndex((node) => node.data.includes(from));
  const startOffset = nodes[first].data.indexOf(from);
  const after = (i) => (i === first ? startOffset + (from === to ? 0 : from.length) : 0);
  const last = nodes.findIndex((node, i) => i >= first && node.data.includes(to, after(i)));
  const endOffset = nodes[last].data.indexOf(to, after(last)) + to.length;
  return { startContainer: nodes[first], startOffset, endContainer: nodes[last], endOffset };
}

function attributes(tag) {
  const found = [...tag.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/g)];
  return Object.fromEntries(found.map(([, name, value]) => [name, value ?? ""]));
}

function decoded(text) {
  return text.replace(/&(?:#(\d+)|([a-z]+));/g, (_, number, name) =>
    number ? String.fromCodePoint(Number(number)) : ENTITIES[name],
  );
}
