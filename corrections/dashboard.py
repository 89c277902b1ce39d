"""What the desk wants to know of reports: which wait, for whom, and how many."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from adminkit.inbox import View
from adminkit.lists import Panel
from adminkit.requests import staff
from articles import diff
from articles.desk.dashboard import Status
from corrections import suggestions
from corrections.models import Passage, Report
from corrections.querysets import OVERDUE_AFTER, PassageQuerySet

ROWS = 8
VOICES = 5  # So many reports of each passage are read for a list.
COMPARED = 240  # Longer passages are listed without the suggestion for them.


DECIDES = "corrections.decide_report"
VIEWS: dict[str, View[PassageQuerySet]] = {
    "waiting": View(gettext_lazy("Waiting"), lambda found, user: found.waiting()),
    "mine": View(gettext_lazy("Mine"), lambda found, user: found.assigned_to(user)),
    "unassigned": View(gettext_lazy("Unassigned"), lambda found, user: found.unassigned()),
    "overdue": View(gettext_lazy("Overdue"), lambda found, user: found.overdue()),
    "facts": View(gettext_lazy("Facts only"), lambda found, user: found.waiting().about_facts()),
    "proposed": View(gettext_lazy("Ready to publish"), lambda found, user: found.proposed()),
    "all": View(gettext_lazy("All"), lambda found, user: found.all(), waiting=False),
}


def may_decide(user: User) -> bool:
    return user.has_perm(DECIDES)


def may_publish(user: User) -> bool:
    """Tell whether somebody may put a wording before readers; who may not can propose one."""
    return may_decide(user) and user.has_perm("articles.publish_article")


def is_overdue(passage: Passage) -> bool:
    return passage.closed_at is None and passage.first_received_at < timezone.now() - OVERDUE_AFTER


def status(passage: Passage) -> Status:
    """Return how a passage stands, for the desk's mark of shape, color and word."""
    return Status(passage.status, passage.get_status_display(), passage.closed_at)


def next_after(passage: Passage, view: str, user: User) -> Passage | None:
    """Return the passage that comes after this one in a view, or else the first of it; None if it was the last."""
    name = view if view in VIEWS and VIEWS[view].waiting else "waiting"
    rest = VIEWS[name].chosen(Passage.objects.all(), user).exclude(pk=passage.pk).longest_waiting()
    return rest.filter(first_received_at__gte=passage.first_received_at).first() or rest.first()


# --- Rows -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A passage as a list shows it: its words, as what most readers suggest would change them, and what one says."""

    passage: Passage
    runs: list[diff.Run]
    message: str
    overdue: bool

    @classmethod
    def of(cls, passage: Passage) -> "Row":
        """Make the row of a passage that comes from `listed()`."""
        reports, words = passage.first_reports, passage.words_now or passage.quote
        wanted = passage.proposal
        if not wanted and len(words) <= COMPARED:
            wanted = suggestions.best(words, reports)
        message = next((report.message for report in reports if report.message), "")
        return cls(passage, _runs(words, wanted), message, is_overdue(passage))


def _runs(words: str, wanted: str) -> list[diff.Run]:
    if wanted and words:
        return diff.of_words(words, wanted)
    return [diff.Run(diff.SAME, words)] if words else []


def listed() -> PassageQuerySet:
    """Return passages with all that `Row.of` reads."""
    first = Report.objects.only("passage", "quote", "suggestion", "message").oldest()[:VOICES]
    rows = Passage.objects.select_related("article", "assignee").prefetch_related(
        Prefetch("reports", first, to_attr="first_reports")  # type: ignore[no-redef]  # The model names it as well.
    )
    return rows.only(
        *(field.name for field in Passage._meta.concrete_fields),
        "article__headline",
        "article__language",
        "assignee__username",
        "assignee__first_name",
        "assignee__last_name",
    )


# --- The start page -------------------------------------------------------------------------------------------------


def waiting(request: HttpRequest) -> Panel | None:
    """Offer what readers reported to those who decide it, the longest waiting first."""
    if not may_decide(staff(request)):
        return None
    return Panel(
        name="reports",
        title=_("Readers’ reports"),
        template="admin/corrections/rows/passage.html",
        rows=[Row.of(passage) for passage in listed().waiting().longest_waiting()[:ROWS]],
        empty=_("Nothing waits. What readers report by Ctrl + Enter or under an article comes here."),
        more=reverse("admin:corrections_passage_changelist"),
    )
