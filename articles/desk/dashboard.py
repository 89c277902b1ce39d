"""What the desk wants to know of articles: how each stands, whose it is, and what is waiting."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from adminkit.inbox import name_of
from adminkit.lists import Panel
from adminkit.requests import staff
from articles.models import Article, Image, Presence, Revision, WantedPicture
from articles.querysets import ArticleQuerySet

PRESENT_FOR = timedelta(seconds=45)
ROWS = 8
FOUND = 8
FRESH = 500  # So many articles, the last changed, are searched in their texts too.


# --- How an article stands ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Status:
    """An article in one word: `code` for shape and color, `label` for people, `at` the moment that belongs to it."""

    code: str
    label: str
    at: datetime | None = None
    stage: str = ""


def status(article: Article) -> Status:
    """Return how an article stands; it must come from `with_state()`."""
    stage = article.get_stage_display() if article.stage != Article.Stage.DRAFT else ""
    if article.live_kind == "withdrawal":
        return Status("withdrawn", _("Withdrawn"), article.live_since, stage)
    if article.live_kind:
        changed = article.version > max(article.live_version or 0, article.scheduled_version or 0)
        label = _("Live, changed since") if changed else _("Live")
        return Status("changed" if changed else "live", label, article.live_since, stage)
    if article.scheduled_for:
        changed = article.version > (article.scheduled_version or 0)
        label = _("Scheduled, changed since") if changed else _("Scheduled")
        return Status("scheduled", label, article.scheduled_for, stage)
    return Status(article.stage, article.get_stage_display())


# --- Whose it is ----------------------------------------------------------------------------------------------------


def may_edit(user: User, article: Article) -> bool:
    """Tell whether somebody may change this article's working copy."""
    if not user.has_perm("articles.change_article"):
        return False
    return user.has_perm("articles.edit_all_articles") or Article.objects.of(user).filter(pk=article.pk).exists()


def may_describe(user: User, image: Image) -> bool:
    """Tell whether somebody may change what is said about a picture, which readers see at once.

    Who may not edit the articles of others may describe their own pictures, and these until readers see them.
    """
    if not user.has_perm("articles.change_image"):
        return False
    if user.has_perm("articles.edit_all_articles"):
        return True
    return image.uploaded_by_id == user.pk and not Revision.objects.showing(image).still_to_stand().exists()


def may_publish(user: User) -> bool:
    return user.has_perm("articles.publish_article")


def others_at(article: Article, user: User) -> list[str]:
    """Return the names of those, but for `user`, who have an article open."""
    others = Presence.objects.filter(article=article, seen_at__gt=timezone.now() - PRESENT_FOR).exclude(user=user)
    return [name_of(one.user) for one in others.select_related("user").order_by("seen_at", "pk")]


# --- Searching ------------------------------------------------------------------------------------------------------


def find(words: str) -> list[Article]:
    """Return a few articles that have every word in headline or address, or, if they are fresh, in the text."""
    if not words.strip("\0 "):
        return []
    listed = Article.objects.with_state().select_related("hero").defer("body").last_changed()
    found = list(listed.matching(words)[:FOUND])
    if len(found) == FOUND:
        return found
    fresh = Article.objects.last_changed().values("pk")[:FRESH]
    in_texts = listed.filter(pk__in=list(fresh.values_list("pk", flat=True)), body__icontains=words.replace("\0", ""))
    known = {article.pk for article in found}
    return [*found, *(article for article in in_texts[:FOUND] if article.pk not in known)][:FOUND]


# --- Moments to publish at ------------------------------------------------------------------------------------------


def presets(now: datetime | None = None) -> list[tuple[str, str]]:
    """Return moments that are often chosen, as (label, `YYYY-MM-DDTHH:MM` in the paper's zone)."""
    local = timezone.localtime(now)
    today, tomorrow = local.date(), local.date() + timedelta(days=1)
    monday = today + timedelta(days=7 - today.weekday())
    moments = [
        (_("Tonight 18:00"), datetime.combine(today, time(18))),
        (_("Tomorrow 06:00"), datetime.combine(tomorrow, time(6))),
        (_("Tomorrow 18:00"), datetime.combine(tomorrow, time(18))),
        (date_format(monday, "l") + " 06:00", datetime.combine(monday, time(6))),
    ]
    to_come = [(label, moment) for label, moment in moments if moment > local.replace(tzinfo=None)]
    return [(label, f"{moment:%Y-%m-%dT%H:%M}") for label, moment in to_come]


# --- The start page -------------------------------------------------------------------------------------------------

ROW = "admin/articles/rows/article.html"


def listed() -> ArticleQuerySet:
    return Article.objects.with_state().select_related("hero", "section", "changed_by").defer("body")


def mine(request: HttpRequest) -> Panel | None:
    """Offer the stories on which the visitor is working."""
    if not request.user.has_perm("articles.change_article"):
        return None
    return Panel(
        name="mine",
        title=_("My open stories"),
        template=ROW,
        rows=listed().of(staff(request)).unfinished().last_changed()[:ROWS],
        empty=_("Stories that you begin, that are assigned to you or that bear your name are here until they are out."),
    )


def waiting(request: HttpRequest) -> Panel | None:
    """Offer what writers have submitted to those who may publish it, and its writers their own."""
    if not request.user.has_perm("articles.view_article"):
        return None
    return Panel(
        name="waiting",
        title=_("Waiting for review"),
        template=ROW,
        rows=listed().filter(stage__in=[Article.Stage.IN_REVIEW, Article.Stage.READY]).last_changed()[:ROWS],
        empty=_("Nothing is waiting. A story comes here when its writer presses “Submit”."),
        more=f"{reverse('admin:articles_article_changelist')}?status=review",
    )


def scheduled(request: HttpRequest) -> Panel | None:
    """Offer all that will come before readers by itself."""
    if not request.user.has_perm("articles.view_article"):
        return None
    return Panel(
        name="scheduled",
        title=_("Scheduled"),
        template=ROW,
        rows=sorted(listed().scheduled(), key=lambda article: (article.scheduled_for, article.pk)),
        empty=_("Nothing is scheduled. Choose a moment in a story’s “Publish at”, then press “Schedule”."),
        context={"coming": True},
    )


def published(request: HttpRequest) -> Panel | None:
    """Offer what readers got last."""
    if not request.user.has_perm("articles.view_article"):
        return None
    newest = listed().live().filter(first_published_at__lte=timezone.now())
    return Panel(
        name="published",
        title=_("Lately published"),
        template=ROW,
        rows=newest.order_by("-first_published_at", "-pk")[:ROWS],
        empty=_("Nothing has been published yet. Begin with “New article”."),
        more=f"{reverse('admin:articles_article_changelist')}?status=live",
        context={"links": True},
    )


def wanted_pictures(request: HttpRequest) -> Panel | None:
    """Offer pictures that an import could not find, if there are any."""
    if not request.user.has_perm("articles.change_image"):
        return None
    rows = WantedPicture.objects.filter(image=None).select_related("article").order_by("-wanted_since", "-pk")[:ROWS]
    return Panel(
        name="wanted",
        title=_("Wanted pictures"),
        template="admin/articles/rows/wanted.html",
        rows=rows,
        empty=_("No picture is missing. What an import cannot find is listed here."),
    )
