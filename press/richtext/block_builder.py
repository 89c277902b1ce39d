"""From tags in any order to regular blocks."""

from html import escape

from . import allowlist
from .blocks import (
    CELLS,
    ENDS_AT_BLOCKS,
    HOLDERS,
    IMPLIED,
    REMOTE_HOLDERS,
    ROOT,
    TAKES_BLOCKS,
    TAKES_INLINE,
    TAKES_LINES_ONLY,
    WALLS,
    Block,
    Inline,
    narrow_spaces,
    start_tag,
)
from .tokenizer import Token

MAX_DEPTH = 32  # Blocks within blocks; deeper ones become paragraphs.
MAX_INLINE = 16  # Inline elements within one another; further ones are ignored.
MAX_COPIES = 50  # Blocks that one inline element may run through; it ends there.

_LISTS = frozenset({"ul", "ol"})
_NOT_IN_THEMSELVES = frozenset({"a", "b", "code", "em", "i", "mark", "s", "small", "strong"})


class Builder:
    """Puts tags and text, in whatever order they come, where the model allows them.

    `stack` holds the open blocks, the root first; `inlines` the inline elements around the words to come.
    """

    def __init__(self) -> None:
        self.stack = [Block(ROOT)]
        self.inlines: list[Inline] = []

    @property
    def current(self) -> Block:
        return self.stack[-1]

    def html(self) -> str:
        """Close everything and return the blocks, one a line."""
        self._close_to(1)
        return "\n".join(self.current.pieces())

    def take(self, token: Token) -> None:
        tag = allowlist.RENAMED.get(token.name, token.name)
        if token.kind == "text":
            self._text(token.text)
        elif tag in allowlist.INLINE:
            self._start_inline(tag, token.attributes) if token.kind == "start" else self._end_inline(tag)
        elif token.kind == "start":
            self._start(tag, token.attributes)
        else:
            self._end(tag)

    # Words and what is around them

    def _text(self, text: str) -> None:
        words = text.strip(allowlist.SPACES)
        if self.current.tag == "pre":
            self._preformatted(text)
        elif not words:
            self.current.add_space(text)
        else:
            before, after = text.split(words, 1)
            self._show(escape(narrow_spaces(words), quote=False), before)
            self.current.add_space(after)

    def _show(self, markup: str, space_before: str = "") -> None:
        self._make_room_for_words()
        self.current.add_space(space_before)
        self.current.write(markup, [inline for inline in self.inlines if inline.markup])

    def _preformatted(self, text: str) -> None:
        if self.current.at_start:
            text = text.lstrip("\n")  # Browsers drop the first line feed of a `pre`.
        if text:
            self._show(escape(text, quote=False))

    def _start_inline(self, tag: str, given: dict[str, str]) -> None:
        if len(self.inlines) >= MAX_INLINE:
            return
        kept = allowlist.attributes(tag, given)
        markup = "" if self._is_pointless(tag, kept) else start_tag(tag, kept)
        self.inlines.append(Inline(tag, markup, depth=len(self.stack)))

    def _is_pointless(self, tag: str, attributes: dict[str, str]) -> bool:
        if (tag == "a" and "href" not in attributes) or (tag == "span" and not attributes):
            return True
        return tag in _NOT_IN_THEMSELVES and any(inline.tag == tag and inline.markup for inline in self.inlines)

    def _end_inline(self, tag: str) -> None:
        for index in reversed(range(len(self.inlines))):
            if self.inlines[index].tag == tag:
                del self.inlines[index]
                return

    def _break_line(self) -> None:
        if self.current.tag == "pre":
            self._preformatted("\n")
        else:
            self.current.add_break()

    def _start_line(self) -> None:
        if self.current.tag == "pre":
            self._preformatted("\n")
        else:
            self.current.start_line()

    def _image(self, given: dict[str, str]) -> None:
        kept = allowlist.attributes("img", given)
        if "src" in kept and not self.current.is_placeholder:
            self._show(start_tag("img", kept))

    # Blocks

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self._break_line()
        elif tag == "img":
            self._image(given)
        elif tag in allowlist.PARAGRAPHS:
            self._start_paragraph(given)
        elif tag in allowlist.PARTS:
            self._start_part(tag, given)
        elif tag in allowlist.BLOCKS or tag == "hr":
            self._start_block(tag, given)

    def _start_paragraph(self, given: dict[str, str]) -> None:
        if self.current.tag in allowlist.HEADINGS:
            self._start_line()
        elif self._make_room_for_block():
            self._open("p", allowlist.attributes("p", given))

    def _start_block(self, tag: str, given: dict[str, str]) -> None:
        if tag in _LISTS:
            self._reopen_item()
        if not self._make_room_for_block():
            return
        if tag == "hr":
            self.current.end_line()
            self.current.children.append("<hr>")
        else:
            self._open(tag, allowlist.attributes(tag, given))

    def _start_part(self, tag: str, given: dict[str, str]) -> None:
        if not self._close_to_holder(tag):
            self._start_paragraph(given)
            return
        while self.current.tag not in HOLDERS[tag]:
            self._open(IMPLIED[self.current.tag])
        self._open(tag, {} if self.current.is_placeholder else allowlist.attributes(tag, given))

    def _reopen_item(self) -> None:
        """Let a list that stands between the items of another, as word processors write it, be part of the last one."""
        items = self.current.children
        if self.current.tag in _LISTS and items and isinstance(last := items.pop(), Block):
            self.stack.append(last)

    def _end(self, tag: str) -> None:
        if tag in allowlist.PARAGRAPHS:
            self._end_paragraph()
        elif tag in allowlist.HEADINGS:
            if self.current.tag in allowlist.HEADINGS:
                self._close()
        elif tag in allowlist.BLOCKS or tag in allowlist.PARTS:
            depth = self._find({tag}, walls=WALLS.get(tag, CELLS) | HOLDERS.get(tag, set()))
            self._close_to(depth or len(self.stack))

    def _end_paragraph(self) -> None:
        if self.current.tag == "p":
            self._close()
        elif self.current.tag in allowlist.HEADINGS or self.current.tag in TAKES_LINES_ONLY:
            self._start_line()

    # The stack

    def _make_room_for_words(self) -> None:
        if self.current.is_placeholder:
            self._close()
        while self.current.tag not in TAKES_INLINE:
            self._open(IMPLIED[self.current.tag])

    def _make_room_for_block(self) -> bool:
        """End the paragraph or heading; return False where a block may only start a new line."""
        while self.current.tag in ENDS_AT_BLOCKS or self.current.is_placeholder:
            self._close()
        if self.current.tag in TAKES_LINES_ONLY or len(self.stack) > MAX_DEPTH:
            self._start_line()
            return False
        while self.current.tag not in TAKES_BLOCKS:
            self._open(IMPLIED[self.current.tag])
        return True

    def _close_to_holder(self, part: str) -> bool:
        """Make the block that `part` belongs into the current one; return False if there is none."""
        depth = self._find(HOLDERS[part] | REMOTE_HOLDERS.get(part, set()), walls=WALLS[part])
        if not depth or (self.stack[depth].is_placeholder and self.stack[depth].children):
            return False
        self._close_to(depth + 1)
        return True

    def _find(self, tags: set[str], *, walls: set[str]) -> int | None:
        """Return the depth of the innermost open block that is one of `tags`; None if there is none within `walls`."""
        for depth in reversed(range(1, len(self.stack))):
            if self.stack[depth].tag in tags:
                return depth
            if self.stack[depth].tag in walls:
                return None
        return None

    def _open(self, tag: str, attributes: dict[str, str] | None = None) -> None:
        self.current.end_line()
        self.stack.append(Block(tag, attributes or {}))

    def _close(self) -> None:
        block = self.stack.pop()
        if block.finish():
            self.current.children.append(block)
        depth = len(self.stack)
        self.inlines = [one for one in self.inlines if one.depth <= depth and one.copies < MAX_COPIES]

    def _close_to(self, depth: int) -> None:
        while len(self.stack) > depth:
            self._close()
