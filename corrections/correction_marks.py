"""The places in a text that notices are about, marked for those who read it."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.models import Article, Revision
from corrections import notices, passages
from corrections.anchoring import Span, locate
from corrections.models import Correction, Part
from press import richtext


def marked(html: SafeString, copy: Article | Revision) -> SafeString:
    """Return the printed body of `copy` with every place marked that a standing notice says was mended."""
    text = str(html)
    for notice in notices.of(copy):
        if span := find(notice, copy):
            text = richtext.mark(text, *span, before='<mark class="mended">', after="</mark>", behind=_link(notice))
    return mark_safe(text)


def find(notice: Correction, copy: Article | Revision) -> Span | None:
    """Return where the words that a notice put right stand in the text now; None where they do not, or not for sure."""
    if not notice.now or notice.withdrawn_at or notice.part not in ("", Part.TEXT):
        return None
    text = passages.text_of(copy, Part.TEXT)
    if text.count(notice.now) < 2:
        start = text.find(notice.now)
        return Span(start, start + len(notice.now)) if start >= 0 else None
    return locate(text, {"exact": notice.now, "prefix": notice.prefix, "suffix": notice.suffix})


def _link(notice: Correction) -> SafeString:
    """Print what leads from the mended place to the notice.

    Its label is drawn by the style sheet: words of ours in the text would come between those that links point at.
    """
    return format_html(
        '<a class="mended-link" data-furniture href="{}" aria-label="{}"></a>',
        f"#correction-{notice.pk}",
        _("Corrected") if notice.kind == Correction.Kind.CORRECTION else notice.get_kind_display(),
    )
