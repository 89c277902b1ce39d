"""What may stand in what: the blocks of regular HTML and how their lines are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from .allowlist import SPACES
from .tokenizer import names

ROOT = "body"
_WIDE = re.compile(f"[{SPACES}]{{2,}}|[\t\n\v\f\r\u2028\u2029]")

TAKES_INLINE = names("p h2 h3 h4 li td th figure figcaption caption pre")
TAKES_BLOCKS = frozenset({ROOT, "blockquote", "li", "td", "th", "figure"})
ENDS_AT_BLOCKS = frozenset({"p", "h2", "h3", "h4"})
TAKES_LINES_ONLY = frozenset({"figcaption", "caption", "pre"})
NEEDS_NO_PARAGRAPH = frozenset({"li", "td", "th", "figure"})

# What is opened when words come where only parts may stand.
IMPLIED = {
    ROOT: "p",
    "blockquote": "p",
    "ul": "li",
    "ol": "li",
    "table": "tbody",
    "thead": "tr",
    "tbody": "tr",
    "tfoot": "tr",
    "tr": "td",
}

_SECTIONS = {"thead", "tbody", "tfoot"}
# For each part, the blocks it stands in.
HOLDERS = {
    "li": {"ul", "ol"},
    "figcaption": {"figure"},
    "caption": {"table"},
    **{section: {"table"} for section in _SECTIONS},
    "tr": _SECTIONS,
    "td": {"tr"},
    "th": {"tr"},
}
# For each part, the blocks in which IMPLIED makes a holder.
REMOTE_HOLDERS = {"tr": {"table"}, "td": {"table"} | _SECTIONS, "th": {"table"} | _SECTIONS}
# The blocks that a tag in them does not reach out of; the parts of a table reach its table over everything.
WALLS = {
    **{part: set() for part in {"table", "caption", "tr", "td", "th"} | _SECTIONS},
    "li": {"td", "th", "caption", "blockquote", "figure"},
    "figcaption": {"td", "th", "caption", "blockquote", "li"},
}
CELLS = {"td", "th", "caption"}


@dataclass(eq=False)
class Inline:
    """An inline element around the words to come; `markup` is its start tag, or "" if it shall not show."""

    tag: str
    markup: str
    depth: int
    copies: int = 0


@dataclass(eq=False)
class Block:
    """A block under construction: its finished pieces of inline HTML and its finished blocks, in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[str | Block] = field(default_factory=list)
    opened: list[Inline] = field(default_factory=list)
    space: str = ""
    breaks: int = 0
    at_start: bool = True  # Nothing to see yet on this line, so that spaces and breaks are dropped.

    @property
    def is_placeholder(self) -> bool:
        """Whether this stands for a picture of the library."""
        return "data-image" in self.attributes

    def write(self, markup: str, wanted: list[Inline]) -> None:
        """Add something to see inside the `wanted` inline elements; the space before it stays outside of new ones."""
        shared = _count_shared(self.opened, wanted)
        self._close_inline(shared)
        self._write_gap()
        for inline in wanted[shared:]:
            self.children.append(inline.markup)
            self.opened.append(inline)
            inline.copies += 1
        self.children.append(markup)
        self.at_start = False

    def add_space(self, space: str) -> None:
        self.space = (self.space + space)[:2]  # More than one is all that matters.

    def add_break(self) -> None:
        if not self.at_start:
            self.breaks = min(self.breaks + 1, 2)

    def start_line(self) -> None:
        """Let what follows stand on another line than what went before."""
        if not self.breaks:
            self.add_break()

    def end_line(self) -> None:
        """Close what is open inline and forget spaces and breaks at the end."""
        self._close_inline(0)
        self.space, self.breaks, self.at_start = "", 0, True

    def finish(self) -> bool:
        """End the last line and return whether there is anything to show."""
        self.end_line()
        if self.tag in NEEDS_NO_PARAGRAPH and len(self.children) == 1:
            self._unwrap(self.children[0])
        return bool(self.children) or self.is_placeholder or self.tag in ("td", "th")

    def html(self) -> str:
        return f"{start_tag(self.tag, self.attributes)}{''.join(self.pieces())}</{self.tag}>"

    def pieces(self) -> list[str]:
        return [child if isinstance(child, str) else child.html() for child in self.children]

    def _close_inline(self, keep: int) -> None:
        while len(self.opened) > keep:
            self.children.append(f"</{self.opened.pop().tag}>")

    def _write_gap(self) -> None:
        if self.breaks:
            self.children.append("<br>" * self.breaks)
        elif self.space and not self.at_start:
            self.children.append(narrow_spaces(self.space))
        self.space, self.breaks = "", 0

    def _unwrap(self, child: str | Block) -> None:
        if isinstance(child, Block) and child.tag == "p" and not child.attributes:
            self.children = child.children


def start_tag(tag: str, attributes: dict[str, str]) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}>"


def narrow_spaces(text: str) -> str:
    """Make every run of white space one space; a single no-break or thin space stays what it is."""
    return _WIDE.sub(" ", text)


def _count_shared(opened: list[Inline], wanted: list[Inline]) -> int:
    count = 0
    for is_open, is_wanted in zip(opened, wanted, strict=False):
        if is_open is not is_wanted:
            break
        count += 1
    return count
