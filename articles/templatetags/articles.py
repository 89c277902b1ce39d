"""What templates need to print articles: pictures in every size and format that there is, and names in a row."""

import re
from collections.abc import Iterable
from itertools import groupby

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import get_text_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.diff import GONE, NEW, Run
from articles.models import Byline, Image, Revision
from articles.pages import body
from articles.pictures.rendition_url import rendition_url
from articles.search import Piece
from press import page_cache, richtext

register = template.Library()

FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}  # The best one first.
WHOLE = "whole"
PARTS = 4  # A text of fewer parts needs no list of them.
LIKELY_WIDTH = 960  # What a browser gets that does not choose by itself.
_SLUG = re.compile(r"([wc])\d+(?:x\d+)?\.(\w+)")


@register.inclusion_tag("_partials/picture.html")
def picture(
    image: Image, *, sizes: str = "100vw", hero: bool = False, decorative: bool = False, shape: str = WHOLE
) -> dict:
    """Print a picture in the renditions that exist now; without any, a field in its color stands for it.

    `sizes` is what the attribute of that name says. A `hero` is fetched at once and first, all others when they come
    near. A `decorative` one stands beside words that say the same, and is silent for those who do not see it. A `shape`
    as in “4:3” takes what was cut to it, else the whole, of which style sheets then show what is around the focus.
    """
    formats = _files(image, shape) or _files(image, WHOLE)
    *better, (_mime, plain) = formats or [("", [])]
    return {
        "image": image,
        "alt": "" if decorative else image.alt_text,
        "sizes": sizes,
        "hero": hero,
        "better": [(mime, _srcset(files)) for mime, files in better],
        "srcset": _srcset(plain),
        "plain": min(plain, key=lambda file: abs(file["width"] - LIKELY_WIDTH), default=None),
        "focus": (round(image.focal_x * 4), round(image.focal_y * 4)),
    }


def _files(image: Image, shape: str) -> list[tuple[str, list[dict]]]:
    """Return media types, the best first, each with its files of that shape, the smallest first."""
    found = []
    for slug, file in image.renditions.items():
        name = _SLUG.fullmatch(slug)
        if name and name[2] in FORMATS and _fits(name[1], file, shape):
            found.append((name[2], file))
    found.sort(key=lambda one: (list(FORMATS).index(one[0]), one[1]["width"]))
    groups = groupby(found, key=lambda one: FORMATS[one[0]])
    return [(mime, [file for _format, file in files]) for mime, files in groups]


def _fits(cut: str, file: dict, shape: str) -> bool:
    if shape == WHOLE:
        return cut == "w"
    across, down = map(int, shape.split(":"))
    return cut == "c" and abs(file["width"] * down - file["height"] * across) <= max(across, down)


def _srcset(files: list[dict]) -> str:
    return ", ".join(f"{rendition_url(file)} {file['width']}w" for file in files)


@register.filter
def printed(html: str) -> SafeString:
    """Return rich text as readers get it, with the pictures of the library in their places."""
    return body.render(html, dateline="", pictures=body.pictures_of(html))


register.filter("rendition_url", rendition_url)
register.filter("reading_minutes", richtext.reading_minutes)


@register.simple_tag(takes_context=True)
def shared(context: Context, template: str, **options: str | int | None) -> SafeString:
    """Print what is the same on many pages, from memory until readers see something else.

    The template gets the `publication`, its `furniture` and these options, and nothing else of the page.
    """
    words = {name: context.get(name) for name in ("publication", "furniture")} | options
    key = (template, words["publication"] is None, get_language(), *options.items())  # An error may come before it.
    return page_cache.memoize(key, lambda: render_to_string(template, words))


@register.inclusion_tag("_partials/contents.html")
def contents(text: str, language: str) -> dict:
    """Print the parts of a printed text in that language, if it has so many that one looks for them."""
    if text.count("<h2 ") < PARTS:
        return {}
    return {"parts": [part for part in richtext.headings(text) if part.level == richtext.TOPMOST], "language": language}


@register.simple_tag
def pieces(found: Iterable[Piece]) -> SafeString:
    """Print the pieces of a text that was found, what matches marked."""
    text = "".join(f"<mark>{escape(one.text)}</mark>" if one.is_match else escape(one.text) for one in found)
    return mark_safe(text)


@register.inclusion_tag("_partials/teaser.html", takes_context=True)
def teaser(
    context: Context,
    revision: Revision,
    *,
    level: int = 3,
    sizes: str = "",
    shape: str = "4:3",
    first: bool = False,
    standfirst: bool = False,
    dated: bool = False,
) -> dict:
    """Print an article as it stands in a list, under a heading of that `level`.

    `sizes` and `shape` are what `picture` wants; without `sizes` there is no picture. That of the `first` article of a
    page is fetched before all others. `standfirst` adds the words under the headline, `dated` the year.
    """
    return {
        "revision": revision,
        "publication": context["publication"],
        "level": level,
        "sizes": sizes,
        "shape": shape,
        "first": first,
        "standfirst": standfirst,
        "form": "j E Y" if dated else "j E",
    }


CHANGES = {GONE: "<del>{}</del>", NEW: "<ins>{}</ins>"}


@register.filter
def compared(runs: Iterable[Run]) -> SafeString:
    """Print the runs of a comparison: what is gone struck, what is new underlined."""
    return mark_safe("".join(format_html(CHANGES.get(run.kind, "{}"), run.text) for run in runs))


@register.filter
def linked_names(people: list[dict]) -> SafeString:
    """Print the names of printed bylines in a row, “A, B and C”, with links to the pages of those who have one."""
    return in_a_row(_linked(one) for one in people)


def in_a_row(names: Iterable[SafeString]) -> SafeString:
    """Return printed names as a sentence tells them: “A, B and C”."""
    return mark_safe(get_text_list(list(names), conditional_escape(_("and"))))


def _linked(one: dict) -> SafeString:
    if not one["person"]:
        return conditional_escape(one["name"])
    return format_html('<a rel="author" href="{}">{}</a>', one["person"].get_absolute_url(), one["name"])


@register.filter
def authors(bylines: list[dict]) -> str:
    """Return the names of those who wrote, as printed bylines have them: “A, B and C”."""
    names = [line["name"] for line in bylines if line["role"] == Byline.Role.AUTHOR]
    return get_text_list(names, _("and"))
