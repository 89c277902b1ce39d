"""An article as it may stand on other pages: plain HTML, full addresses, and only pictures that may go along."""

from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import urljoin

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.models import Image, Revision
from articles.pictures.rendition_url import rendition_url
from articles.rights import license_terms
from press import richtext
from press.richtext.tokenizer import Token, tokens

WIDTH = 1280
notes: list[Callable[[Revision], list[str]]] = []
"""What other rooms say along with a text, in sentences: a correction goes wherever the mistake went."""


def absolute(path: str) -> str:
    """Return a path of this site as a full address; full addresses stay."""
    return urljoin(settings.SITE_URL, path)


def identity(revision: Revision) -> str:
    """Return the name that an article keeps for ever, whatever becomes of its text and address (RFC 4151)."""
    return f"tag:{settings.SITE.hostname},{revision.published_at:%Y-%m-%d}:article/{revision.article_id}"


def picture_identity(image: Image) -> str:
    """Return the name that a picture keeps for ever (RFC 4151)."""
    return f"tag:{settings.SITE.hostname},{image.uploaded_at:%Y-%m-%d}:picture/{image.pk}"


def html(revision: Revision, pictures: Mapping[int, Image]) -> str:
    """Return the standfirst and body of a revision, after what is to be said of it; `pictures` are those of its body.

    A picture whose own license does not let it go leaves a note in its place.
    """
    before = format_html_join("", "<p><em>{}</em></p>\n", ((note,) for note in notes_on(revision)))
    if revision.standfirst:
        before += format_html("<p><strong>{}</strong></p>\n", revision.standfirst)
    return before + body_html(revision, pictures)


def body_html(revision: Revision, pictures: Mapping[int, Image]) -> SafeString:
    """Return the body of a revision with full addresses; `pictures` are those in it."""
    page = absolute(revision.get_absolute_url())
    body = "".join(_full(token, page) for token in tokens(richtext.clean(revision.body)))
    return mark_safe(richtext.render_figures(body, lambda one: figure(pictures.get(one.image_id), one.caption)))


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


def figure(image: Image | None, caption: str = "") -> SafeString:
    """Return a picture with its caption (HTML; empty: its own), credit and license, or what stands in its place."""
    file = picture_file(image)
    if image is None or file is None:
        return SafeString("")
    if not license_terms.is_free(image.license):
        return format_html("<p>{}</p>", withheld_picture())
    said = [caption or escape(image.caption), escape(image.credit), f"({license_terms.named(image.license)})"]
    picture = format_html(
        '<img src="{}" width="{}" height="{}" alt="{}">', file["url"], file["width"], file["height"], file["alt"]
    )
    return mark_safe(f"<figure>{picture}<figcaption>{' '.join(filter(None, said))}</figcaption></figure>")


def withheld_picture() -> str:
    """Return what stands in the place of a picture that may not go along."""
    return format_html("<em>{}</em>", _("Here the original shows a picture that may not be passed on."))


def _full(token: Token, page: str) -> str:
    """Return a token with links to this site written out, and without pictures of which the library knows no terms."""
    if token.name == "img":
        return withheld_picture()
    href = token.attributes.get("href", "") if token.name == "a" else ""
    if not href.startswith(("/", "#", "?")) or href.startswith("//"):
        return token.source
    return token.source.replace(f'href="{escape(href)}"', f'href="{escape(urljoin(page, href))}"')
