"""HTML cut into tags and text, in one pass and in linear time, whatever the input."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_MARKUP = re.compile(r"<(?=/?[a-zA-Z]|[!?])")
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>][^\s>]*|))?""")
_TAG_END = re.compile(r"[\s/]*>")
_REFERENCE_IN_ATTRIBUTE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*;)")
_ENORMOUS_NUMBER = re.compile(r"&#[0-9]{8,};?")


def names(tags: str) -> frozenset[str]:
    """Return the set of the tags named in `tags`, with spaces between them."""
    return frozenset(tags.split())


# Elements whose content is code, machinery or a fallback, never prose.
_WITHOUT_PROSE = names(
    "applet audio button canvas datalist iframe label legend math meter noembed noframes noscript object progress "
    "script select style svg template textarea title video xmp"
)
_CODE = frozenset({"script", "style"})


class Token(NamedTuple):
    """A piece of HTML: `kind` is "start", "end" or "text"; `source` is the piece as it was written.

    `name` is the tag in lower case, or ""; `text` has its character references decoded.
    """

    kind: str
    source: str
    name: str = ""
    attributes: dict[str, str] = {}
    text: str = ""


def tokens(source: str) -> Iterator[Token]:
    """Cut `source` into tags and text, without comments and without elements that hold no prose.

    Where HTML says that something unclosed swallows the rest, the words are kept as text instead; only an unclosed
    `script` or `style` takes the rest with it. This decides what is *read*; what is *safe* is decided by `clean`.
    """
    return _Scanner(source).run()


def unescape(text: str) -> str:
    """Decode the character references in text."""
    return html.unescape(_ENORMOUS_NUMBER.sub("\ufffd", text)) if "&" in text else text


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.last_comment_end = source.rfind("-->")
        self.unclosed: set[str] = set()
        self.rest_is_text = False

    def run(self) -> Iterator[Token]:
        while self.at < len(self.source):
            if self.source.startswith(("<!", "<?"), self.at):
                self._skip_declaration()
            elif tag := self._tag():
                yield from self._without_machinery(tag)
            else:
                yield self._text()

    def _text(self) -> Token:
        markup = None if self.rest_is_text else _MARKUP.search(self.source, self.at + 1)
        begin, self.at = self.at, markup.start() if markup else len(self.source)
        piece = self.source[begin : self.at]
        return Token("text", piece, text=unescape(piece))

    def _skip_declaration(self) -> None:
        """Pass over a comment, a doctype or a processing instruction; an unclosed comment ends at the next ">"."""
        begin = self.at
        is_comment = self.source.startswith("<!--", begin) and begin + 2 <= self.last_comment_end
        mark = "-->" if is_comment else ">"
        self._skip_past(mark, begin + 2)

    def _skip_past(self, mark: str, begin: int) -> None:
        end = self.source.find(mark, begin)
        self.at = len(self.source) if end < 0 else end + len(mark)

    def _tag(self) -> Token | None:
        """Read a tag and step behind it, or return None where there is only text."""
        name = _TAG_NAME.match(self.source, self.at)
        if not name:
            return None
        attributes, end = self._attributes(name.end())
        if end is None:
            self.rest_is_text = True
            return None
        begin, self.at = self.at, end
        kind = "end" if name[1] else "start"
        return Token(kind, self.source[begin:end], name[2].lower(), attributes)

    def _attributes(self, at: int) -> tuple[dict[str, str], int | None]:
        """Return the attributes from `at` on and where the tag ends, None if it never does."""
        found: dict[str, str] = {}
        while not (end := _TAG_END.match(self.source, at)):
            attribute = _ATTRIBUTE.match(self.source, at)
            if not attribute:
                return found, None
            found.setdefault(attribute[1].lower(), _value(attribute[2] or ""))
            at = attribute.end()
        return found, end.end()

    def _without_machinery(self, token: Token) -> Iterator[Token]:
        if token.name not in _WITHOUT_PROSE:
            yield token
        elif token.kind == "start" and token.name not in self.unclosed:
            self._skip_content(token.name)

    def _skip_content(self, name: str) -> None:
        end_tag = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.source, self.at)
        if end_tag:
            self._skip_past(">", end_tag.end())
        elif name in _CODE:
            self.at = len(self.source)
        else:
            self.unclosed.add(name)


def _value(quoted: str) -> str:
    value = quoted[1:-1] if quoted[:1] in ("'", '"') else quoted
    if "&" not in value:
        return value
    return _REFERENCE_IN_ATTRIBUTE.sub(lambda reference: unescape(reference[0]), value)
