"""Cleaned HTML written as Markdown (CommonMark, with the tables of GitHub's)."""

import re
from collections.abc import Callable, Iterator

from .allowlist import SPACE_RUN
from .tokenizer import Token, tokens

# Where emphasis begins and ends, until it is known what stands beside it.
_MARKS = {"strong": "\ue000\ue001", "b": "\ue000\ue001", "em": "\ue002\ue003", "i": "\ue002\ue003"}
_MARKS |= {"s": "\ue004\ue005", "del": "\ue004\ue005"}
_SIGNS = [("\ue000", "\ue001", "**", "strong"), ("\ue002", "\ue003", "*", "em"), ("\ue004", "\ue005", "~~", "s")]
_LINK = "\ue006"
_OURS = re.compile("[\ue000-\ue006]")
_BESIDE = "[\\w*~\ue000-\ue005]"
_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|])")
_AT_LINE_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))", re.MULTILINE)
_AT_HEADING_END = re.compile(r"(?<!\S)#+$")
_BARE_BAR = re.compile(r"(?<!\\)\|")  # In code; in a table it would end a cell all the same.
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_CELLS = frozenset({"td", "th"})
_LISTS = frozenset({"ul", "ol"})


def markdown(html: str) -> str:
    """Return cleaned HTML as Markdown that says the same; pictures of the library must be rendered before."""
    return "\n\n".join(_blocks(tokens(html), end="")) + "\n"


def _blocks(stream: Iterator[Token], end: str) -> Iterator[str]:
    """Yield what stands up to the end tag, block by block."""
    loose: list[Token] = []
    for token in stream:
        if token.kind == "end" and token.name == end:
            break
        write = _BLOCKS.get(token.name) if token.kind == "start" else None
        if write is None:
            loose.append(token)
            continue
        yield from _paragraph(loose)
        loose = []
        if block := write(token, stream):
            yield block
    yield from _paragraph(loose)


def _paragraph(pieces: list[Token]) -> Iterator[str]:
    if words := _line_start(_inline(pieces)):
        yield words


def _line_start(words: str) -> str:
    """Take the meaning from what would begin a heading, a list or a rule."""
    return _AT_LINE_START.sub(lambda found: f"{found[1]}{_escaped_start(found[2])}", words)


def _escaped_start(sign: str) -> str:
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _up_to(stream: Iterator[Token], end: str) -> list[Token]:
    """Return the tokens before the end tag that belongs to the start tag just read."""
    found: list[Token] = []
    depth = 1
    for token in stream:
        if token.name == end:
            depth += 1 if token.kind == "start" else -1
        if not depth:
            break
        found.append(token)
    return found


def _words(token: Token, stream: Iterator[Token]) -> str:
    return _line_start(_inline(_up_to(stream, token.name)))


def _heading(token: Token, stream: Iterator[Token]) -> str:
    words = _inline(_up_to(stream, token.name)).replace("\\\n", " ")
    words = _AT_HEADING_END.sub(r"\\\g<0>", words)
    return f"{_HEADINGS[token.name]} {words}" if words else ""


def _quote(token: Token, stream: Iterator[Token]) -> str:
    return _indented("\n\n".join(_blocks(stream, token.name)), "> ", "> ")


def _list(token: Token, stream: Iterator[Token]) -> str:
    items: list[str] = []
    for part in stream:
        if part.kind == "end" and part.name == token.name:
            break
        if part.kind == "start" and part.name == "li":
            sign = "- " if token.name == "ul" else f"{len(items) + 1}. "
            items.append(_indented("\n\n".join(_blocks(stream, "li")), sign, " " * len(sign)))
    return "\n".join(items)


def _indented(text: str, first: str, others: str) -> str:
    return "\n".join(f"{others if n else first}{line}".rstrip() for n, line in enumerate(text.split("\n")))


def _preformatted(token: Token, stream: Iterator[Token]) -> str:
    text = "".join("\n" if one.name == "br" else one.text for one in _up_to(stream, "pre"))
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    return f"{fence}\n{text}\n{fence}"


def _rule(token: Token, stream: Iterator[Token]) -> str:
    return "---"


def _table(token: Token, stream: Iterator[Token]) -> str:
    rows: list[list[str]] = []
    caption = ""
    for part in stream:
        if part.kind == "end" and part.name == "table":
            break
        if part.kind != "start":
            continue
        if part.name == "caption":
            caption = _words(part, stream)
        elif part.name == "tr":
            rows.append([])
        elif part.name in _CELLS and rows:
            words = " ".join(_blocks(stream, part.name)).replace("\\\n", " ").replace("\n", " ")
            rows[-1].append(_BARE_BAR.sub(r"\\|", words))
    width = max(map(len, rows), default=0)
    if not width:
        return caption
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return "\n\n".join(filter(None, [caption, "\n".join(lines)]))


def _container(token: Token, stream: Iterator[Token]) -> str:
    return "\n\n".join(_blocks(stream, token.name))


_BLOCKS: dict[str, Callable[[Token, Iterator[Token]], str]] = {
    "p": _words,
    "figcaption": _words,
    "hr": _rule,
    "pre": _preformatted,
    "table": _table,
    "blockquote": _quote,
    **dict.fromkeys(_HEADINGS, _heading),
    **dict.fromkeys(_LISTS, _list),
    **dict.fromkeys(("article", "div", "figure", "footer", "header", "section"), _container),
}


# --- Inline ---------------------------------------------------------------------------------------------------------


def _inline(pieces: list[Token]) -> str:
    written = "".join(_pieces(iter(pieces)))
    for begin, end, sign, tag in _SIGNS:
        written = re.sub(f"{begin}(\\s*){end}|{end}{begin}", r"\1", written)
        # Between letters the signs would be taken for themselves, and beside others for more of these.
        words = f"(?<!{_BESIDE}){begin}(?=\\S)([^{begin}{end}]*)(?<=\\S){end}(?!{_BESIDE})"
        written = re.sub(words, rf"{sign}\1{sign}", written)
        written = written.replace(begin, f"<{tag}>").replace(end, f"</{tag}>")
    written = written.replace(f"!{_LINK}", "\\!").replace(_LINK, "")  # An exclamation mark would make a picture of it.
    return SPACE_RUN.sub(lambda run: "\n" if "\n" in run[0] else " ", written).strip().removesuffix("\\").strip()


def _pieces(stream: Iterator[Token]) -> Iterator[str]:
    for token in stream:
        if token.kind == "text":
            yield _SPECIAL.sub(r"\\\1", SPACE_RUN.sub(" ", _OURS.sub("", token.text)))
        elif token.name == "br":
            yield "\\\n"
        elif token.name == "img":
            yield f"![{_label(token.attributes.get('alt', ''))}]({_address(token.attributes.get('src', ''))})"
        elif token.name in _MARKS:
            yield _MARKS[token.name][token.kind == "end"]
        elif token.kind == "start" and token.name == "a":
            words = "".join(_pieces(iter(_up_to(stream, "a"))))
            yield f"{_LINK}[{words}]({_address(token.attributes.get('href', ''))})"
        elif token.kind == "start" and token.name == "code":
            yield _code("".join(one.text for one in _up_to(stream, "code")))


def _label(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", SPACE_RUN.sub(" ", text))


def _address(url: str) -> str:
    return f"<{url.replace('<', '%3C').replace('>', '%3E')}>" if re.search(r"[\s()<>\\]", url) else url


def _code(text: str) -> str:
    fence = "`" * max([1, *(len(run) + 1 for run in re.findall("`+", text))])
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{SPACE_RUN.sub(' ', text)}{pad}{fence}" if text else ""
