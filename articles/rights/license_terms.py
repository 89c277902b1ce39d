"""What a license lets out of a text, and in which words the source is named."""

import re
from html import escape
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Image, License, Revision
from masthead.models import Publication
from press import richtext

_PLACE = re.compile(r"\{(headline|byline|paper|license|link)\}")


def extract(text: str, license: License | None) -> str:
    """Return as much of a plain text as may be quoted without asking; without a license, nothing."""
    if license is None:
        return ""
    return text if license.max_extract is None else richtext.truncate(text, license.max_extract)


def is_free(license: License | None) -> bool:
    """Tell whether the whole text may go out to others without asking."""
    return license is not None and license.may_republish


def attribution(
    line: str, *, headline: str, byline: str, paper: str, license: License | None, address: str
) -> SafeString:
    """Return a line of attribution as HTML, its places filled in; one that has no place for the link ends with it."""
    filled = {
        "headline": escape(headline),
        "byline": escape(byline or paper),
        "paper": escape(paper),
        "license": named(license),
        "link": format_html('<a href="{0}">{0}</a>', address),
    }
    if "{link}" not in line:
        line = f"{line.rstrip()} {{link}}"
    return mark_safe(_PLACE.sub(lambda place: filled[place[1]], escape(line)))


def named(license: License | None) -> str:
    """Return the name of a license as HTML, linked to its terms where they have an address of their own."""
    if license is None or not license.url:
        return escape(str(license or ""))
    return format_html('<a href="{}">{}</a>', license.url, license.name)


def terms_address(license: License | None) -> str:
    """Return where the terms of a license can be read: at their own address, else on our page of licenses."""
    return (license and license.url) or usage_address(license)


def usage_address(license: License | None) -> str:
    """Return the place on our page of licenses that says in words what this one allows."""
    page = f"{settings.SITE_URL}{reverse('licensing')}"
    return f"{page}#{license.slug}" if license else page


def copyright_notice(revision: Revision, paper: Publication) -> str:
    """Return whose a text is and since when, as in “© 2026 The Paper”."""
    return f"© {timezone.localtime(revision.published_at):%Y} {paper.copyright_holder}"


def picture_notice(image: Image) -> str:
    """Return whose a picture is, as in “© 2026 Name / Agency”; "" if nobody is named."""
    holder = image.credit or image.creator
    year = f"{timezone.localtime(image.taken_at):%Y} " if image.taken_at else ""
    return f"© {year}{holder}" if holder else ""


def ask_for_text(revision: Revision) -> str:
    """Return where a text may be had: its kit, if it may be republished without asking, else the form to ask for it."""
    if not is_free(revision.license):
        return f"{settings.SITE_URL}{reverse('licensing-request')}?article={revision.article_id}"
    return urljoin(settings.SITE_URL, reverse("republish", args=[revision.get_absolute_url().lstrip("/")]))


def ask_for_picture(image: Image) -> str:
    """Return where more than its license gives may be asked for of a picture: where it came from, else with us."""
    return image.source_url or usage_address(image.license)


def terms_in_a_line(license: License | None) -> str:
    """Return the name and the notice of a license as one line."""
    return ". ".join(filter(None, [license.name, license.notice])) if license else ""


def in_words(license: License) -> list[str]:
    """Return what a license means, in sentences for readers, for reprinters and for those who choose it."""
    return [
        _extract_in_words(license.max_extract),
        _("An active link to the original is required.")
        if license.link_required
        else _("A link to the original is welcome, but not required."),
        *_whole_in_words(license),
        _machines_in_words(license),
    ]


def _extract_in_words(most: int | None) -> str:
    if most is None:
        return _("Any part of it may be quoted without asking.")
    if not most:
        return _("Nothing of it may be taken without asking.")
    return ngettext(
        "Up to %(n)s character may be quoted without asking.",
        "Up to %(n)s characters may be quoted without asking.",
        most,
    ) % {"n": most}


def _whole_in_words(license: License) -> list[str]:
    """Say what holds for the whole of a work; where that needs permission, the permission says the rest."""
    if not license.may_republish:
        return [_("To use more of it, or all of it, you need our written permission.")]
    return [
        _("All of it may be republished without asking."),
        _("It may be used commercially.") if license.may_sell else _("It must not be used commercially."),
        _("It may be changed and translated.") if license.may_change else _("It must not be changed."),
    ]


def _machines_in_words(license: License) -> str:
    sentences = {
        (True, True): _("Text and data mining and the training of AI are allowed."),
        (True, False): _("Text and data mining is allowed; the training of AI is reserved."),
        (False, True): _("The training of AI is allowed; other text and data mining is reserved."),
        (False, False): _("Text and data mining and the training of AI are reserved."),
    }
    return sentences[license.may_mine, license.may_train]
