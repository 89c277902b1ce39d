"""What templates need to show notices beside an article, and to invite readers to report."""

import functools
from datetime import timedelta

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from articles.models import Article, Revision
from corrections import correction_marks, json_ld, notices
from corrections.forms import MOST_QUOTED, ReportForm

register = template.Library()


@register.inclusion_tag("corrections/_notices.html")
def corrections(copy: Article | Revision, place: str) -> dict:
    """Print the notices that belong at the “top” or at the “foot” of an article."""
    return {"place": place, "notices": [one for one in notices.of(copy) if one.at_the_top == (place == "top")]}


@register.inclusion_tag("corrections/_notices.html")
def corrections_with(step: Revision, of: Revision) -> dict:
    """Print the notices that came with one step in the history of an article; `of` is what stands there now."""
    return {"notices": [notice for notice in notices.of(of) if notice.revision_id == step.pk]}


@register.filter
def mended_places(text: SafeString, copy: Article | Revision) -> SafeString:
    """Mark in the printed text of `copy` what notices say was put right."""
    return correction_marks.marked(text, copy)


@register.filter
def correction_comments(copy: Article | Revision) -> list[dict]:
    """Return the notices that hold as schema.org's CorrectionComments."""
    return json_ld.comments(copy)


@register.inclusion_tag("corrections/_tab.html")
def report_tab(copy: Revision) -> dict:
    """Print a small link to the report form that stays in reach while the text is read."""
    return {"copy": copy}


@register.inclusion_tag("corrections/_invitation.html")
def report_invitation(copy: Revision) -> dict:
    """Print how to report a mistake, and the dialog that scripts open for it."""
    return {"copy": copy}


@register.simple_tag
def report_dialog() -> SafeString:
    """Print the dialog in the language of the moment; it says the same beside every article."""
    return _dialog(get_language())


@functools.cache
def _dialog(language: str) -> SafeString:
    form = ReportForm(auto_id="report-%s")
    words = {"form": form, "most_quoted": MOST_QUOTED, "kept_days": settings.REPORT_DATA_DAYS}
    return render_to_string("corrections/_dialog.html", words)


@register.filter
def in_words(span: timedelta) -> str:
    """Return how long something took, roughly: minutes up to two hours, hours up to two days, then days."""
    minutes = max(1, round(span.total_seconds() / 60))
    if minutes < 120:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if minutes < 2880:
        return ngettext("%(n)s hour", "%(n)s hours", round(minutes / 60)) % {"n": round(minutes / 60)}
    return ngettext("%(n)s day", "%(n)s days", round(minutes / 1440)) % {"n": round(minutes / 1440)}


@register.filter
def percent(share: float) -> str:
    """Return a share of one as whole percents."""
    return _("%(n)s %%") % {"n": round(100 * share)}
