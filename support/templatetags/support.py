"""What templates need to ask, to thank and to name."""

from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from support import board, codes, money
from support.models import Channel, Funder

register = template.Library()


@register.simple_tag(takes_context=True)
def support_is_open(context) -> bool:
    """Tell whether there is a support page that readers can see."""
    return board.of(context["furniture"]).is_open


@register.inclusion_tag("support/_supported_by.html", takes_context=True)
def supported_by(context) -> dict:
    """Print in one sentence which funders support the work of the paper now."""
    funders = board.of(context["furniture"]).funders
    return {"publication": context["publication"], "funders": funders, "logos": [one for one in funders if one["logo"]]}


@register.inclusion_tag("support/_funders.html", takes_context=True)
def all_funders(context) -> dict:
    """Print who supports the paper, and who did."""
    today = timezone.localdate()
    now, past = Funder.objects.on(today).listed(), Funder.objects.past(today)
    return {"publication": context["publication"], "funders": now, "past": past}


@register.inclusion_tag("support/_code.html")
def qr_code(channel: Channel) -> dict:
    """Draw the QR code of a way to give."""
    return {"channel": channel, "code": codes.of(channel), "fills_in": codes.is_epc(channel)}


@register.filter
def money_in(amount: Decimal, currency: str) -> str:
    """Return a sum with the sign of its currency."""
    return money.printed(amount, currency)


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
