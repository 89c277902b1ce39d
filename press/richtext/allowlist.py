"""What news prose is made of: the elements and attributes that cleaned HTML may contain, and nothing else."""

import re
from collections.abc import Callable
from html import escape

import nh3

from .tokenizer import names

# White space is what \s means in JavaScript, see docs/plain-text.md; Python's \s is another set.
SPACES = "\t\n\v\f\r \xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000\ufeff"
SPACE_RUN = re.compile(f"[{SPACES}]+")

RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4", "strike": "s", "tt": "code", "acronym": "abbr"}
HEADINGS = frozenset({"h2", "h3", "h4"})
INLINE = names("a abbr b bdi cite code del em i ins mark q s small span strong sub sup")
VOID = frozenset({"br", "hr", "img"})
BLOCKS = HEADINGS | {"blockquote", "figure", "ol", "pre", "table", "ul"}
PARTS = names("caption figcaption li tbody td tfoot th thead tr")
# Elements that only say "here a paragraph begins and ends"; all become paragraphs.
PARAGRAPHS = names(
    "address article aside body center dd details dialog div dl dt fieldset footer form header hgroup main menu nav p "
    "search section summary"
)
TAGS = INLINE | VOID | BLOCKS | PARTS | {"p"}

URL_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
FIGURE_CLASS = "news-image"
FIGURE_SIZES = ("text", "wide", "full")
PULL_QUOTE_CLASS = "pull"

Check = Callable[[str], str | None]

_LINK_RELATIONS = frozenset({"license", "nofollow", "noreferrer", "sponsored", "ugc"})
# nh3 itself says which URLs it would let out, so that nothing changes when cleaned HTML is cleaned again.
_URL_JUDGE = nh3.Cleaner(tags={"a"}, attributes={"a": {"href"}}, url_schemes=set(URL_SCHEMES), link_rel=None)


def _matching(pattern: str) -> Check:
    fits = re.compile(pattern).fullmatch
    return lambda value: value if fits(value) else None


def _text(value: str) -> str:
    return SPACE_RUN.sub(" ", value).strip()


def _lower(check: Check) -> Check:
    return lambda value: check(value.lower())


def _link(value: str) -> str | None:
    """Return a URL that may be followed: http, https, mailto, tel or relative; else None."""
    url = re.sub(r"[\t\r\n]", "", value.strip())
    url = re.sub(r"^[/\\]{2,}", "https://", re.sub(r"\s", "%20", url))
    return url if url and "href" in _URL_JUDGE.clean(f'<a href="{escape(url)}"></a>') else None


def _picture_source(value: str) -> str | None:
    """Return a URL that a picture may come from: http, https or a path of this site; else None."""
    return _link(value) if re.match(r"\s*(https?:|[/\\])", value, re.IGNORECASE) else None


def _relations(value: str) -> str | None:
    return " ".join(word for word in value.lower().split() if word in _LINK_RELATIONS) or None


_PIXELS = _matching("[0-9]{1,5}")
_SPAN = _matching("[1-9][0-9]{0,2}")

EVERYWHERE: dict[str, Check] = {
    "lang": _matching("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"),
    "dir": _lower(_matching("ltr|rtl|auto")),
}
ATTRIBUTES: dict[str, dict[str, Check]] = {
    "a": {"href": _link, "title": _text, "hreflang": EVERYWHERE["lang"], "rel": _relations},
    "abbr": {"title": _text},
    "blockquote": {"cite": _link},
    "q": {"cite": _link},
    "del": {"cite": _link},
    "ins": {"cite": _link},
    "img": {"src": _picture_source, "alt": _text, "width": _PIXELS, "height": _PIXELS},
    "ol": {"start": _matching("-?[0-9]{1,6}")},
    "td": {"colspan": _SPAN, "rowspan": _SPAN},
    "th": {"colspan": _SPAN, "rowspan": _SPAN, "scope": _lower(_matching("row|col|rowgroup|colgroup"))},
    **{heading: {"id": _matching(r"\w[^\s\"'<>&`=]{0,99}")} for heading in HEADINGS},
}


def attributes(tag: str, given: dict[str, str]) -> dict[str, str]:
    """Return those of the `given` attributes that `tag` may keep, with their values put right."""
    if not given:
        return {}
    if tag == "figure" and (kept := placeholder(given)):
        return kept
    checks = {**ATTRIBUTES.get(tag, {}), **EVERYWHERE}
    checked = {name: check(given[name]) for name, check in checks.items() if name in given}
    if tag == "blockquote" and PULL_QUOTE_CLASS in _classes(given):
        checked["class"] = PULL_QUOTE_CLASS
    return {name: value for name, value in checked.items() if value is not None}


def placeholder(given: dict[str, str]) -> dict[str, str] | None:
    """Return the attributes of a picture placeholder, or None if these of a figure are not such."""
    number = given.get("data-image", "").strip()
    if FIGURE_CLASS not in _classes(given) or not re.fullmatch("[0-9]{1,18}", number):
        return None
    size = given.get("data-size", "").strip().lower()
    size = size if size in FIGURE_SIZES else FIGURE_SIZES[0]
    return {"class": FIGURE_CLASS, "data-image": number, "data-size": size}


def _classes(given: dict[str, str]) -> list[str]:
    return given.get("class", "").split()
