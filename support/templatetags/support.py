"""What templates need to ask, to thank and to name."""

import json
from decimal import Decimal

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from articles.models import Article, Revision
from articles.pages.article_context import words_language
from articles.templatetags.articles import in_a_row
from support import ab_test, appeal_placement, money, qr_codes, sitewide
from support.models import Channel, Funder, Placement

register = template.Library()


@register.simple_tag(takes_context=True)
def support_is_open(context: Context) -> bool:
    """Tell whether there is a support page that readers can see."""
    return sitewide.of(context["furniture"]).is_open


@register.simple_tag(takes_context=True)
def support_script(context: Context) -> SafeString:
    """Load what decides about appeals before anything is painted, on pages of a paper that asks."""
    standing = sitewide.of(context["furniture"])
    if context.get("preview") or not (standing.appeals or standing.blocker_words):
        return SafeString("")
    return format_html('<script type="module" src="{}" blocking="render"></script>', static("js/appeals.js"))


@register.simple_tag(takes_context=True)
def appeal(context: Context, place: str) -> SafeString:
    """Print the appeal of a page, if its place is this one."""
    found = _appeal_of(context)
    return _printed(context, found) if found and found["placement"] == place else SafeString("")


@register.simple_tag(takes_context=True)
def text_with_appeal(context: Context, text: SafeString) -> SafeString:
    """Print the body of an article, with the appeal that belongs after one of its paragraphs."""
    found = _appeal_of(context)
    if not found or found["placement"] != Placement.PARAGRAPH:
        return text
    return appeal_placement.after_paragraph(text, found["paragraph"], _printed(context, found))


@register.inclusion_tag("support/_message.html", takes_context=True)
def house_message(context: Context, place: str) -> dict:
    """Print the message of the house for a place of the page."""
    message = sitewide.of(context["furniture"]).message(_page(context), place)
    return {"message": message, "place": place}


@register.inclusion_tag("support/_blocker.html", takes_context=True)
def blocker_notice(context: Context) -> dict:
    """Print what is said to readers with an ad blocker; it is hidden until a script finds one."""
    standing = sitewide.of(context["furniture"])
    return {"words": standing.blocker_words, "is_open": standing.is_open}


def _page(context: Context) -> sitewide.Page:
    """Describe the page that is printed: an article, the front page or another one."""
    copy = context.get("copy") or context.get("revision")
    if isinstance(copy, (Article, Revision)):
        return sitewide.Page.of_article(copy)
    language = context["publication"].language
    places = (Placement.FRONT, Placement.FOOTER) if "lead" in context else (Placement.FOOTER,)
    return sitewide.Page(places, language)


def _appeal_of(context: Context) -> dict | None:
    return sitewide.of(context["furniture"]).appeal(_page(context))


def _printed(context: Context, found: dict) -> SafeString:
    first, *others = found["wordings"]
    language = found["languages"][0] if len(found["languages"]) == 1 else context["publication"].language
    words = {
        "appeal": found,
        "caps": json.dumps(found["caps"]),
        "first": first,
        "others": others,
        "language": language,
        "words_language": words_language(language),
    }
    return render_to_string("support/_appeal.html", words)


@register.inclusion_tag("support/_supported_by.html", takes_context=True)
def supported_by(context: Context) -> dict:
    """Print in one sentence which funders support the work of the paper now."""
    funders = sitewide.of(context["furniture"]).funders
    return {"publication": context["publication"], "funders": funders, "logos": [one for one in funders if one["logo"]]}


@register.filter
def linked_funders(funders: list[dict]) -> SafeString:
    """Print the names of funders in a row, “A, B and C”, with links to those who have an address."""
    return in_a_row(_linked(one) for one in funders)


def _linked(funder: dict) -> SafeString:
    if not funder["link"]:
        return conditional_escape(funder["name"])
    return format_html('<a href="{}" rel="noopener">{}</a>', funder["link"], funder["name"])


@register.inclusion_tag("support/_funders.html", takes_context=True)
def all_funders(context: Context) -> dict:
    """Print who supports the paper, and who did."""
    today = timezone.localdate()
    now, past = Funder.objects.on(today).listed(), Funder.objects.past(today)
    return {"publication": context["publication"], "funders": now, "past": past}


@register.inclusion_tag("support/_code.html")
def qr_code(channel: Channel) -> dict:
    """Draw the QR code of a way to give."""
    return {"channel": channel, "code": qr_codes.of(channel), "fills_in": qr_codes.is_epc(channel)}


@register.filter
def money_in(amount: Decimal, currency: str) -> str:
    """Return a sum with the sign of its currency."""
    return money.printed(amount, currency)


@register.filter
def share_of_one(share: float | None) -> str:
    """Return a share of one in percents."""
    return ab_test.percent(share)


@register.filter
def in_fours(number: str) -> SafeString:
    """Print an account number in groups of four: the gaps are drawn, so what is copied has none."""
    groups = (number[start : start + 4] for start in range(0, len(number), 4))
    return format_html(
        '<span class="number">{}</span>', format_html_join("", "<span>{}</span>", ((one,) for one in groups))
    )


@register.filter
def each_line(words: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [line.strip() for line in words.splitlines() if line.strip()]
