"""The text of a post of Ghost as HTML: as Ghost has rendered it, else from its editors' documents."""

import json
import re
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from articles.importers.markup import link_to

if TYPE_CHECKING:
    from articles.importers.ghost.export_file import Post

_BOOKMARK = re.compile(r"<figure[^>]*\bkg-bookmark-card\b[^>]*>(.*?)</figure>", re.DOTALL)
_CONTROLS = re.compile(r"<(button|svg|form|input|label|style|script)\b.*?(?:</\1\s*>|/>)", re.DOTALL | re.IGNORECASE)
_CLOCKS = re.compile(r"<(div|span)\b[^>]*\bkg-(?:audio|video)-(?:current-time|time|duration)\b[^>]*>[^<]*</\1>")
_CARD = re.compile(r"\bkg-([a-z]+)-card\b")
_WHOLE = {
    "audio", "bookmark", "button", "callout", "code", "embed", "file", "gallery", "image", "toggle", "video", "width",
}  # fmt: skip
_WORDS = ["strong", "em", "s", "u", "code", "sub", "sup"]  # By the bits of a format in Lexical.
_DEEPEST = 40


def html_of(post: "Post", lost: list[str]) -> str:
    """Return a post's text, not yet cleaned; what could not be kept is added to `lost`."""
    if post.text("html").strip():
        return _rendered(post.text("html"), lost)
    for name, read in (("lexical", _lexical), ("mobiledoc", _mobiledoc)):
        if post.text(name).strip():
            return _read(post.text(name), read, name, lost)
    return ""


def _rendered(html: str, lost: list[str]) -> str:
    for name in sorted(set(_CARD.findall(html)) - _WHOLE):
        lost.append(f"card kept only as words: {name}")
    html = _BOOKMARK.sub(_bookmarked, html)
    return _CLOCKS.sub("", _CONTROLS.sub("", html))


def _bookmarked(figure: re.Match) -> str:
    address = re.search(r"""<a\b[^>]*\bhref=["']([^"']+)""", figure[1])
    title = re.search(r"""class=["']kg-bookmark-title["'][^>]*>(.*?)</div>""", figure[1], re.DOTALL)
    if not address:
        return ""
    return f'<p><a href="{address[1]}">{title[1]}</a></p>' if title else link_to(address[1])


def _read(document: str, read: Callable[[dict, list[str]], str], name: str, lost: list[str]) -> str:
    try:
        return read(json.loads(document), lost)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        lost.append(f"its text could not be read: {name}")
        return ""


# --- Lexical ----------------------------------------------------------------------------------------------------------


def _lexical(document: dict, lost: list[str]) -> str:
    return _children(document["root"], lost, 0)


def _children(node: dict, lost: list[str], depth: int) -> str:
    if depth > _DEEPEST:
        return ""
    return "".join(_node(child, lost, depth + 1) for child in node.get("children") or [])


def _node(node: dict, lost: list[str], depth: int) -> str:
    kind = str(node.get("type", "")).removeprefix("extended-")
    if kind == "text":
        return _styled(str(node.get("text", "")), node.get("format"))
    if kind in ("linebreak", "tab"):
        return "<br>" if kind == "linebreak" else " "
    if "children" not in node:
        return card(kind, node, lost)
    inner = _children(node, lost, depth)
    if kind == "heading":
        return _in(str(node.get("tag", "h2")), inner)
    if kind == "list":
        return _in("ol" if node.get("listType") == "number" else "ul", inner)
    if kind in ("link", "autolink"):
        return _link(node.get("url"), inner)
    return _in({"listitem": "li", "quote": "blockquote", "aside": "blockquote"}.get(kind, "p"), inner)


def _styled(words: str, styles: object) -> str:
    html = escape(words)
    for bit, tag in enumerate(_WORDS):
        if isinstance(styles, int) and styles >> bit & 1:
            html = _in(tag, html)
    return html


def _link(address: object, html: str) -> str:
    return f'<a href="{escape(str(address or ""))}">{html}</a>'


def _in(tag: str, html: str) -> str:
    tag = tag if re.fullmatch("[a-z][a-z0-9]{0,11}", tag) else "p"
    return f"<{tag}>{html}</{tag}>"


# --- Mobiledoc --------------------------------------------------------------------------------------------------------


def _mobiledoc(document: dict, lost: list[str]) -> str:
    return "".join(_section(section, document, lost) for section in document["sections"])


def _section(section: list, document: dict, lost: list[str]) -> str:
    match section:
        case [1, str() as tag, list() as markers, *_]:
            return _in(tag if tag != "aside" else "blockquote", _markers(markers, document))
        case [2, str() as source, *_]:
            return card("image", {"src": source}, lost)
        case [3, str() as tag, list() as items, *_]:
            return _in(tag, "".join(_in("li", _markers(item, document)) for item in items))
        case [10, int() as number, *_]:
            name, payload = document["cards"][number][:2]
            return card(name.removeprefix("card-"), payload, lost)
    return ""


def _markers(markers: list, document: dict) -> str:
    html, opened = "", []
    for kind, opens, closes, value in markers:
        for number in opens:
            tag, *more = document["markups"][number]
            pairs = dict(zip(more[0][::2], more[0][1::2], strict=False)) if more else {}
            html += f'<a href="{escape(str(pairs.get("href", "")))}">' if tag == "a" else f"<{tag}>"
            opened.append(tag)
        html += escape(value) if kind == 0 else _atom(document["atoms"][value])
        for _one in range(closes):
            html += f"</{opened.pop()}>"
    return html


def _atom(atom: list) -> str:
    return "<br>" if atom[0] == "soft-return" else escape(str(atom[1]))


# --- Cards, which both have -------------------------------------------------------------------------------------------


def card(name: str, of: dict, lost: list[str]) -> str:
    """Return what a card shows, as far as words, pictures and links go; any other is named as lost."""
    match name:
        case "image":
            return _image(of)
        case "gallery":
            return "".join(_image(one) for one in of.get("images") or []) + _in("p", str(of.get("caption") or ""))
        case "html":
            return _rendered(str(of.get("html") or ""), lost)
        case "markdown":
            return _plainly(str(of.get("markdown") or ""), lost)
        case "codeblock" | "code":
            return _in("pre", _in("code", escape(str(of.get("code") or ""))))
        case "horizontalrule" | "hr":
            return "<hr>"
        case "bookmark" | "embed" | "audio" | "video" | "file":
            return link_to(str(of.get("url") or of.get("src") or ""))
        case "button":
            return _in("p", _link(of.get("buttonUrl"), escape(str(of.get("buttonText", "")))))
        case "callout":
            return _in("blockquote", str(of.get("calloutText") or ""))
        case "toggle":
            return _in("h4", str(of.get("heading") or "")) + str(of.get("content") or "")
        case "paywall":
            return ""
    lost.append(f"card left out: {name}")
    return ""


def _image(of: dict) -> str:
    source, words = escape(str(of.get("src") or "")), escape(str(of.get("alt") or ""))
    caption = _in("figcaption", str(of["caption"])) if of.get("caption") else ""
    return f'<figure><img src="{source}" alt="{words}">{caption}</figure>'


def _plainly(markdown: str, lost: list[str]) -> str:
    """Return Markdown that Ghost has not rendered as plain paragraphs: nobody's words are lost, only their looks."""
    lost.append("Markdown kept as it was typed")
    pieces = re.split(r"\n\s*\n", markdown.strip())
    return "".join(_in("p", escape(piece).replace("\n", "<br>")) for piece in pieces if piece)
