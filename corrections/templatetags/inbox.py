"""What the inbox prints again and again: differences, how many readers, how many wait."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from adminkit.inbox import count
from articles.diff import SAME, Run
from articles.templatetags.articles import compared
from corrections import dashboard
from corrections.models import Passage

register = template.Library()
SHOWN, LED_IN = 160, 24


@register.simple_tag
def runs(runs: list[Run], passage: Passage | None = None) -> SafeString:
    """Print words with what is gone struck and what is new marked; with `passage`, in one line of a list."""
    return compared(_in_a_line(runs) if passage else runs)


def _in_a_line(runs: list[Run]) -> list[Run]:
    """Return the runs cut for a list: close before the first change, and where there is no room for more."""
    shown: list[Run] = []
    left = SHOWN
    for run in _led_in(runs):
        if left <= 0:
            return [*shown, Run(SAME, "…")]
        text = run.text[:left] + ("…" if len(run.text) > left else "")
        shown.append(Run(run.kind, text))
        left -= len(run.text)
    return shown


def _led_in(runs: list[Run]) -> list[Run]:
    """Return the runs without the words that stand far before the first change."""
    if len(runs) < 2 or runs[0].kind != SAME or len(runs[0].text) <= LED_IN:
        return runs
    near = runs[0].text[-LED_IN:]
    return [Run(SAME, "…" + (near.partition(" ")[2] or near)), *runs[1:]]


@register.inclusion_tag("admin/_status.html")
def passage_status(passage: Passage) -> dict:
    """Print how a passage stands as shape, color and word."""
    return {"status": dashboard.status(passage)}


@register.simple_tag
def readers(number: int) -> str:
    return ngettext("%(n)s reader", "%(n)s readers", number) % {"n": number}


@register.simple_tag
def reports_waiting() -> str:
    """Return how many passages wait for a decision."""
    return count(Passage.objects.waiting())
