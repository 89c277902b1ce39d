"""What templates need to speak for the paper: its color and addresses, the name and direction of a language."""

import functools
from datetime import date, datetime

from django import template
from django.urls import reverse
from django.utils.dateformat import format as date_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, get_language_info

from masthead.models import Publication

register = template.Library()

RIGHT_TO_LEFT = frozenset({"ar", "arz", "ckb", "dv", "fa", "he", "khw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "nkoo", "syrc", "thaa"})


@register.filter
def direction(language: str) -> str:
    """Return “rtl” or “ltr” for a language as in “ar”, “pt-BR” or “az-Arab”."""
    subtags = (language or "").lower().split("-")
    scripts = [subtag for subtag in subtags[1:] if len(subtag) == 4]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if subtags[0] in RIGHT_TO_LEFT else "ltr"


@register.filter
def lang(language: str, around: str | None = None) -> SafeString:
    """Print the attributes that say of a text in which language it is; nothing if the words `around` are in the same.

    What is without the one runs the wrong way without the other, so they go together.
    """
    if language == around:
        return SafeString("")
    return format_html('lang="{}" dir="{}"', language, direction(language))


@register.filter
def language_name(language: str) -> str:
    """Return the name of a language in that language, as in “Українська”; its code if we have no name for it."""
    try:
        return get_language_info(language)["name_local"].capitalize()
    except KeyError:
        return language


@register.filter(expects_localtime=True)
def iso(moment: datetime | None) -> str:
    """Return a moment in the paper's zone, to the second, as HTML wants it; nothing for None."""
    return moment.isoformat(timespec="seconds") if moment else ""


@register.simple_tag
def moment(at: datetime, form: str = "j E Y, H:i") -> SafeString:
    """Print a moment in the paper's zone, in the words of the language, and as machines read it."""
    local = localtime(at)
    words = _in_words(local.replace(tzinfo=None) if "H" in form else local.date(), form, get_language())
    return SafeString(f'<time datetime="{local.isoformat(timespec="seconds")}">{words}</time>')


@functools.lru_cache(1000)
def _in_words(local: date, form: str, language: str) -> str:
    """Return a day or a moment in words; a list of articles says the same few days again and again."""
    return escape(date_format(local, form))


@register.simple_tag
def theme(publication: Publication | None) -> SafeString:
    """Link the style sheet of the paper's accent color; the default one is in the style sheet of every page."""
    default = Publication._meta.get_field("accent").default
    color = publication.accent.lower() if publication else default
    if color == default:
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}">', reverse("theme", args=[color.removeprefix("#")]))


@register.simple_tag
def address(email: str) -> SafeString:
    """Print an e-mail address that people can read, copy and follow without JavaScript, and collectors cannot read off.

    `docs/decisions/0010-addresses-in-pages.md` says how.
    """
    if not email:
        return SafeString("")
    name, _at, host = email.rpartition("@")
    return format_html(
        '<a class="address" href="mailto:{}&#64;{}">{}<span hidden> </span>&#64;<span hidden> </span>{}</a>',
        _percent_encoded(name),
        _percent_encoded(host),
        _referenced(name),
        _referenced(host),
    )


def _percent_encoded(text: str) -> str:
    """Write every character as its bytes, as RFC 6068 lets any part of an address be written."""
    return "".join(f"%{byte:02X}" for byte in text.encode())


def _referenced(text: str) -> SafeString:
    """Write every character as a reference, decimal and hexadecimal by turns."""
    return format_html_join("", "&#{};", ((f"x{ord(c):x}" if n % 2 else ord(c),) for n, c in enumerate(text)))
