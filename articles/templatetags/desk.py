"""What the desk's pages print again and again: moments, states, thumbnails."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django import template
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.desk import dashboard
from articles.diff import SAME, Run
from articles.models import Article, Image

register = template.Library()
HOURS_ARE_TOLD = timedelta(hours=36)
WEEKDAYS_ARE_TOLD = timedelta(days=6)


WHEN = (
    '<time datetime="{at}" title="{exact}">'
    '<span aria-hidden="true">{spoken}</span><span class="visually-hidden">{exact}</span></time>'
)


@register.simple_tag
def when(moment: datetime | None) -> SafeString:
    """Print a moment as people say it, with the exact one on hover and for screen readers; nothing for None."""
    if moment is None:
        return SafeString("")
    local = timezone.localtime(moment)
    exact = date_format(local, "l, j F Y, H:i")
    return format_html(WHEN, at=local.isoformat(timespec="seconds"), exact=exact, spoken=spoken(local))


def spoken(moment: datetime, now: datetime | None = None) -> str:
    """Return a local moment in few words: “in 2 h”, “5 min ago”, “Tue 06:00”, “24 Nov”."""
    now = timezone.localtime(now)
    away = moment - now
    minutes = round(abs(away).total_seconds() / 60)
    if abs(away) > HOURS_ARE_TOLD:
        near = abs(away) < WEEKDAYS_ARE_TOLD
        return date_format(moment, "D H:i" if near else "j M" if moment.year == now.year else "j M Y")
    if minutes == 0:
        return _("now")
    span = _("%(n)s min") % {"n": minutes} if minutes < 60 else _("%(n)s h") % {"n": round(minutes / 60)}
    return (_("in %(span)s") if away > timedelta(0) else _("%(span)s ago")) % {"span": span}


@register.inclusion_tag("admin/_status.html")
def status_of(status: dashboard.Status | Article) -> dict:
    """Print how an article stands as shape, color and word."""
    return {"status": dashboard.status(status) if isinstance(status, Article) else status}


@register.filter
def marked(runs: Sequence[Run], nothing: str) -> SafeString:
    """Print one side of a conflict, what is only there marked; `nothing` stands for a side without words."""
    if not runs:
        return format_html("<i>{}</i>", nothing)
    return mark_safe("".join(format_html("{}" if run.kind == SAME else "<mark>{}</mark>", run.text) for run in runs))


@register.simple_tag
def thumb(image: Image | None) -> str:
    """Return the address of the smallest whole rendition of a picture that exists, or ""."""
    whole = [one for slug, one in (image.renditions if image else {}).items() if slug.startswith("w")]
    return default_storage.url(min(whole, key=lambda one: one["width"])["name"]) if whole else ""
