"""An article as it may stand on other pages: plain HTML, full addresses, and only pictures that may go along."""

from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import urljoin

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from articles import rights
from articles.models import Image, Revision
from articles.templatetags.articles import rendition_url
from press import richtext
from press.richtext.tokens import Token, tokens

WIDTH = 1280
notes: list[Callable[[Revision], list[str]]] = []
"""What other rooms say along with a text, in sentences: a correction goes wherever the mistake went."""


def absolute(path: str) -> str:
    """Return a path of this site as a full address; full addresses stay."""
    return urljoin(settings.SITE_URL, path)


def html(revision: Revision, pictures: Mapping[int, Image]) -> str:
    """Return the standfirst and body of a revision, after what is to be said of it; `pictures` are those of its body.

    A picture whose own license does not let it go leaves a note in its place.
    """
    before = format_html_join("", "<p><em>{}</em></p>\n", ((note,) for note in notes_on(revision)))
    if revision.standfirst:
        before += format_html("<p><strong>{}</strong></p>\n", revision.standfirst)
    body = richtext.render_figures(richtext.clean(revision.body), lambda one: _figure(one, pictures.get(one.image_id)))
    return before + "".join(_full(token) for token in tokens(body))


def notes_on(revision: Revision) -> list[str]:
    """Return what is to be said along with a text, in sentences of plain text."""
    return [note for say in notes for note in say(revision)]


def picture_file(image: Image | None) -> dict | None:
    """Return the JPEG rendition nearest to `WIDTH`, with its full address as `url`; None if there is none to show."""
    if image is None or image.taken_down_at:
        return None
    plain = [one for slug, one in image.renditions.items() if slug.startswith("w") and slug.endswith(".jpg")]
    if not plain:
        return None
    best = min(plain, key=lambda one: abs(one["width"] - WIDTH))
    return {**best, "url": rendition_address(best), "alt": image.alt_text, "credit": image.credit}


def rendition_address(file: dict) -> str:
    """Return the full address of one rendition."""
    return absolute(rendition_url(file))


def _figure(figure: richtext.Figure, image: Image | None) -> str:
    file = picture_file(image)
    if file is None:
        return ""
    if not rights.is_free(image.license):
        return format_html("<p><em>{}</em></p>", _("Here the original shows a picture that may not be passed on."))
    caption = figure.caption or escape(image.caption)
    line = " ".join(filter(None, [escape(image.credit), f"({escape(str(image.license))})"]))
    picture = format_html(
        '<img src="{}" width="{}" height="{}" alt="{}">', file["url"], file["width"], file["height"], file["alt"]
    )
    return f"<figure>{picture}<figcaption>{caption} {line}</figcaption></figure>"


def _full(token: Token) -> str:
    """Return a token with links to this site written out."""
    href = token.attributes.get("href", "") if token.name == "a" else ""
    if not href.startswith(("/", "#", "?")) or href.startswith("//"):
        return token.source
    return token.source.replace(f'href="{escape(href)}"', f'href="{escape(absolute(href))}"')
