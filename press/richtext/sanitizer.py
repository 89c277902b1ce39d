"""The border: any HTML in, news prose out."""

import re

import nh3

from . import allowlist
from .block_builder import Builder
from .tokenizer import Token, tokens

_GATE = nh3.Cleaner(
    tags=set(allowlist.TAGS),
    attributes={
        "*": set(allowlist.EVERYWHERE),
        "figure": {"data-image"},
        **{tag: set(checks) for tag, checks in allowlist.ATTRIBUTES.items()},
    },
    tag_attribute_values={
        "blockquote": {"class": {allowlist.PULL_QUOTE_CLASS}},
        "figure": {"class": {allowlist.FIGURE_CLASS}, "data-size": set(allowlist.FIGURE_SIZES)},
    },
    url_schemes=set(allowlist.URL_SCHEMES),
    link_rel=None,
)

# Characters that XML feeds and PostgreSQL refuse, and the byte order mark.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufeff\ufffe\uffff]")


def clean(html: str) -> str:
    """Return `html` as safe and regular news prose; cleaning it again changes nothing.

    Only what `rules` lists is left, each top-level block on a line of its own. Text that stood loose or in a `div`
    stands in paragraphs; empty paragraphs and links are gone; `h1` is `h2`; runs of spaces are one. A picture
    placeholder keeps exactly its class, number, size and caption. Words are never lost, but for those of scripts, form
    controls and other machinery. Takes any string; a megabyte of anything takes a few seconds at most.
    """
    builder = Builder()
    for token in tokens(_regular(html)):
        builder.take(_without_unwritable(token))
    # The builder makes HTML regular; nh3, an HTML5 parser with an allow-list, makes sure that it is safe.
    return _GATE.clean(builder.html())


def _without_unwritable(token: Token) -> Token:
    """Take out what character references may have brought in."""
    if "&" not in token.source:
        return token
    attributes = {name: _regular(value) for name, value in token.attributes.items()}
    return token._replace(text=_regular(token.text), attributes=attributes)


def writable(text: str) -> str:
    """Return text, HTML or plain, without what XML feeds and PostgreSQL refuse."""
    text = _UNWRITABLE.sub("", text) if _UNWRITABLE.search(text) else text
    return text.replace("\v", " ").replace("\f", " ")


def _regular(text: str) -> str:
    return writable(text).replace("\r\n", "\n").replace("\r", "\n")
