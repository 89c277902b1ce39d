"""A body as readers get it: pictures in their places, nothing loaded from elsewhere, wide tables that scroll."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.models import Image
from press import richtext
from press.richtext.tokenizer import Token, tokens


def pictures_of(body: str) -> dict[int, Image]:
    """Return the pictures of a body that are in the library, by id, with their licenses."""
    return Image.objects.select_related("license").in_bulk({figure.image_id for figure in richtext.figures(body)})


def render(body: str, *, dateline: str, pictures: Mapping[int, Image]) -> SafeString:
    """Return a body as HTML for a page of the paper, its dateline before the first words.

    It was cleaned when it was saved; it is cleaned again, so that no other way into the database is a way to readers.
    """
    text = richtext.with_heading_ids(richtext.clean(body))
    text = "".join(_pieces(_with_dateline(text, dateline)))
    return mark_safe(richtext.render_figures(text, lambda figure: _figure(figure, pictures)))


def _figure(figure: richtext.Figure, pictures: Mapping[int, Image]) -> str:
    image = pictures.get(figure.image_id)
    caption = mark_safe(figure.caption) if figure.caption else ""
    return render_to_string("_partials/figure.html", {"image": image, "caption": caption, "size": figure.size})


def _with_dateline(body: str, dateline: str) -> str:
    """Put the dateline into the first paragraph, or before a text that begins otherwise. It is no part of the text."""
    if not dateline:
        return body
    mark = format_html('<span class="dateline" data-furniture>{} — </span>', dateline)
    if body.startswith("<p>"):
        return f"<p>{mark}{body.removeprefix('<p>')}"
    return f'<p class="dateline-alone" data-furniture>{mark}</p>\n{body}'


def _pieces(html: str) -> Iterator[str]:
    for token in tokens(html):
        yield _MENDED.get((token.kind, token.name), _as_written)(token)


def _as_written(token: Token) -> str:
    return token.source


def _picture(token: Token) -> str:
    """Print a picture of this site; make a link of one that would be loaded from elsewhere."""
    address, words = token.attributes.get("src", ""), token.attributes.get("alt", "")
    host = urlsplit(address).netloc
    if not host:
        return token.source.replace("<img", '<img loading="lazy" decoding="async"', 1)
    label = _("Picture at %(host)s: %(words)s") if words else _("Picture at %(host)s")
    return format_html('<a href="{}" rel="noopener">{}</a>', address, label % {"host": host, "words": words})


def _table(token: Token) -> str:
    return format_html('<div class="table" tabindex="0" role="region" aria-label="{}">', _("Table")) + token.source


_MENDED = {
    ("start", "img"): _picture,
    ("start", "table"): _table,
    ("end", "table"): lambda token: f"{token.source}</div>",
}
