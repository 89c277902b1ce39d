"""The markup of other systems made into ours: WordPress' blocks and shortcodes, players, pictures, links."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape, unescape

from articles.importers.url_parts import parts_of
from press import richtext
from press.richtext.tokenizer import Token, tokens

MARK = "/imported-picture/"
VOID = {"br", "hr", "img"}

_BLOCK_COMMENT = re.compile(r"<!--\s*(/?)wp:([a-z0-9/-]+)(.*?)(/?)-->", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_IMG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_CAPTION = re.compile(r"\[caption\b([^\]]*)\]((?:(?!\[caption\b).)*?)\[/caption\]", re.DOTALL)
_GALLERY = re.compile(r"\[gallery\b([^\]]*)\]")
_EMBED = re.compile(r"\[embed[^\]]*\](.*?)\[/embed\]", re.DOTALL)
_PLAYER = re.compile(r"\[(?:audio|video|playlist)\b([^\]]*)\](?:\[/(?:audio|video)\])?")
_WRAPPER_END = re.compile(r"\[/([a-z][a-z0-9_-]{2,})\]")
_UNKNOWN = re.compile(r"\[/?([a-z][a-z0-9_-]{2,})(?:\s[^\]]*=[^\]]*)?/?\]")
_MEDIA = re.compile(
    r"<(?P<tag>video|audio|iframe|embed|object)\b(?P<head>[^>]*)>(?P<inner>.*?)</(?P=tag)\s*>",
    re.DOTALL | re.IGNORECASE,
)
_BLANK_LINES = re.compile(r"\n\s*\n")
_STARTS_WITH_BLOCK = re.compile(
    r"\s*</?(?:p|div|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|figure|figcaption|table|thead|tbody|tfoot|tr|td|th|pre|hr|form|"
    r"section|article|aside|address|details|summary|iframe|video|audio)\b",
    re.IGNORECASE,
)
_BARE_ADDRESS = re.compile(r"^\s*(https?://[^\s<>\"]+)\s*$", re.MULTILINE)
# Blocks that WordPress fills when a page is read; an export holds only their settings.
EMPTY_BLOCKS = re.compile(
    r"(?:archives|avatar|calendar|categories|comment.*|comments.*|latest-.*|loginout|navigation.*|page-list.*|post-.*|"
    r"query.*|read-more|rss|search|site-.*|social-link.*|tag-cloud|term-description|template-part)"
)


@dataclass
class Converted:
    """Cleaned HTML with placeholders; `lost` names what was not kept, `wanted` the pictures that were not found."""

    html: str
    lost: list[str] = field(default_factory=list)
    wanted: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class Finder:
    """Answers of the importer: the library's number of an attachment or of a file address, and where a link leads now.

    `by_id` and `by_url` return None for pictures that the library does not have; `galleries` lists a post's own.
    """

    by_id: Callable[[str], int | None]
    by_url: Callable[[str], int | None]
    link: Callable[[str], str]
    gallery: Callable[[], list[str]]


def convert(source: str, finder: Finder) -> Converted:
    """Return a post's content as our rich text.

    Blocks that are filled while reading are left out, players and embeds become links, and pictures of the library
    become placeholders; all else that `press.richtext.clean` lets through stays.
    """
    result = Converted("")
    text = _blocks(source, result)
    text = _shortcodes(text, finder, result)
    return settled(text, finder, result, by_blank_lines="<!-- wp:" not in source)


def settled(text: str, finder: Finder, result: Converted, *, by_blank_lines: bool = False) -> Converted:
    """Put HTML as another system showed it into `result`: players as links, pictures and links where they are now.

    Blank lines make paragraphs where that was the custom.
    """
    text = _MEDIA.sub(lambda found: _player_link(found["head"] + found["inner"]), text)
    text = _IMG.sub(lambda tag: _marked(tag[0], finder, result), text)
    if by_blank_lines:
        text = paragraphs(text)
    html = richtext.clean(text)
    result.html = _links(richtext.clean("".join(_placed(block) for block in top_blocks(html))), finder.link)
    return result


def _blocks(source: str, result: Converted) -> str:
    """Take the comments away that mark blocks, and note those blocks that leave nothing."""

    def take(comment: re.Match) -> str:
        closing, name, _settings, alone = comment.groups()
        if not closing and alone and EMPTY_BLOCKS.fullmatch(name):
            result.lost.append(f"block filled while reading left out: {name}")
        return ""

    text = _BLOCK_COMMENT.sub(take, source.replace("\r\n", "\n"))
    text = re.sub(r"(<figure[^>]*wp-block-pullquote[^>]*>\s*)<blockquote", r'\1<blockquote class="pull"', text)
    text = re.sub(r"<figure[^>]*wp-block-pullquote[^>]*>(.*?)</figure>", r"\1", text, flags=re.DOTALL)
    text = re.sub(r"<figure[^>]*wp-block-embed[^>]*>(.*?)</figure>", _embedded, text, flags=re.DOTALL)
    return _COMMENT.sub("", text)


def _embedded(figure: re.Match) -> str:
    words = re.sub(r"<[^>]+>", " ", figure[1]).split()
    addresses = [word for word in words if word.startswith("http")]
    return link_to(addresses[0]) if addresses else figure[1]


def _shortcodes(text: str, finder: Finder, result: Converted) -> str:
    found = 1
    while found:  # From the inside out.
        text, found = _CAPTION.subn(_captioned, text)
    text = _GALLERY.sub(lambda code: _gallery(code[1], finder), text)
    text = _EMBED.sub(lambda code: link_to(code[1].strip()), text)
    text = _PLAYER.sub(lambda code: _player_link(code[1]), text)
    for name in sorted(set(_WRAPPER_END.findall(text))):
        text, found = re.subn(rf"\[{name}(?:\s[^\[\]]*)?\]", "", text)
        if found:
            text = text.replace(f"[/{name}]", "")
            result.lost.append(f"shortcode taken away, its inside kept: [{name}]")
    for name in sorted(set(_UNKNOWN.findall(re.sub(r"<[^>]*>", "", text)))):
        result.lost.append(f"shortcode left as text: [{name}]")
    return text


def _captioned(code: re.Match) -> str:
    """Make a figure of `[caption caption="…"]<img>[/caption]` or of `[caption]<img> words[/caption]`."""
    given = attributes(code[1])
    if "<figure>" in code[2]:
        return code[2]
    picture = re.search(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", code[2], re.IGNORECASE)
    if not picture:
        return code[2]
    words = given.get("caption") or code[2][picture.end() :].strip()
    return f"\n\n<figure>{picture[0]}<figcaption>{words}</figcaption></figure>\n\n"


def _gallery(settings: str, finder: Finder) -> str:
    given = attributes(settings)
    ids = re.findall(r"\d+", given.get("ids") or given.get("include") or "") or finder.gallery()
    excluded = set(re.findall(r"\d+", given.get("exclude", "")))
    found = [finder.by_id(number) for number in ids if number not in excluded]
    return "\n\n" + "".join(f'<figure><img src="{MARK}{pk}/"></figure>' for pk in found if pk) + "\n\n"


def _player_link(markup: str) -> str:
    given = attributes(markup)
    address = next((given[name] for name in ("src", "mp4", "mp3", "m4a", "ogg", "webm", "data") if given.get(name)), "")
    return link_to(address)


def link_to(address: str) -> str:
    address = unescape(address)
    if address.startswith("//"):
        address = f"https:{address}"
    if parts_of(address).scheme not in ("http", "https"):
        return ""
    shown = escape(address.removeprefix("https://").removeprefix("http://"))
    return f'\n\n<p><a href="{escape(address)}">{shown}</a></p>\n\n'


def attributes(markup: str) -> dict[str, str]:
    """Return the attributes in a tag or shortcode, decoded, by their names in lower case."""
    return {name.lower(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(markup)}


def _marked(tag: str, finder: Finder, result: Converted) -> str:
    """Point an img at the library if the picture is there; else leave it as a picture from elsewhere."""
    if MARK in tag:
        return tag
    given = attributes(tag)
    numbers = [*re.findall(r"wp-image-(\d+)", given.get("class", "")), given.get("data-id", "")]
    source = given.get("src") or given.get("data-src") or given.get("data-full-url") or ""
    pk = next((found for number in numbers if number and (found := finder.by_id(number))), None) or finder.by_url(
        source
    )
    if pk:
        return f'<img src="{MARK}{pk}/">'
    if parts_of(source).scheme in ("http", "https") or source.startswith("/"):
        result.wanted.append((source, given.get("alt", ""), given.get("title", "")))
        return f'<img src="{escape(source)}" alt="{escape(given.get("alt", ""))}">'
    return ""


def paragraphs(text: str) -> str:
    """Make paragraphs where WordPress' old editor had blank lines, and line breaks where it had single ones."""
    text = _BARE_ADDRESS.sub(lambda line: f'<a href="{escape(line[1])}">{escape(line[1])}</a>', text)
    kept: list[str] = []

    def keep(block: re.Match) -> str:
        kept.append(block[0])
        return f"\n\n\x1a{len(kept) - 1}\x1a\n\n"

    text = re.sub(r"<pre\b.*?</pre>", keep, text.replace("\x1a", ""), flags=re.DOTALL | re.IGNORECASE)
    pieces = (piece.strip("\n") for piece in _BLANK_LINES.split(text))
    html = "\n".join(_paragraph(piece) for piece in pieces if piece.strip())
    return re.sub(r"(?:<p>)?\x1a(\d+)\x1a(?:</p>)?", lambda mark: kept[int(mark[1])], html)


def _paragraph(piece: str) -> str:
    if _STARTS_WITH_BLOCK.match(piece):
        return piece
    return "<p>" + piece.strip().replace("\n", "<br>\n") + "</p>"


def top_blocks(html: str) -> Iterator[list[Token]]:
    """Cut cleaned HTML into its outermost elements."""
    block: list[Token] = []
    depth = 0
    for token in tokens(html):
        block.append(token)
        if token.kind == "start" and token.name not in VOID:
            depth += 1
        elif token.kind == "end":
            depth -= 1
        if depth == 0:
            yield block
            block = []
    if block:
        yield block


def _placed(block: list[Token]) -> str:
    """Take the library's pictures out of a block and put them before what is left of it."""
    if not any(token.name == "img" and MARK in token.source for token in block):
        return "".join(token.source for token in block)
    pictures: list[list[str]] = []
    rest: list[str] = []
    caption: list[str] | None = None
    for token in block:
        if token.name == "img" and MARK in token.source:
            pictures.append([token.attributes["src"].strip("/").rpartition("/")[2], ""])
        elif token.name == "figcaption" and pictures and not pictures[-1][1]:
            if token.kind == "end":
                pictures[-1][1] = "".join(caption or [])
            caption = [] if token.kind == "start" else None
        elif caption is not None:
            caption.append(token.source)
        elif token.name not in ("figure", "figcaption"):
            rest.append(token.source)
    return "".join(_placeholder(*picture) for picture in pictures) + "".join(rest)


def _placeholder(pk: str, caption: str) -> str:
    inner = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="news-image" data-image="{pk}" data-size="text">{inner}</figure>'


def _links(html: str, lead: Callable[[str], str]) -> str:
    """Point links where the things they meant are now."""

    def point(token: Token) -> str:
        href = token.attributes.get("href", "")
        now = lead(href) if token.name == "a" and href else href
        return token.source if now == href else token.source.replace(f'"{escape(href)}"', f'"{escape(now)}"')

    return richtext.clean("".join(point(token) for token in tokens(html)))
