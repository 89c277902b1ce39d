"""Adjectives: which articles, revisions and pictures are meant."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone


def in_force(at: datetime | None) -> Q:
    """Match rows whose `live_from` and `live_until` enclose `at` (default: now)."""
    at = at or timezone.now()
    return Q(live_from__lte=at) & (Q(live_until=None) | Q(live_until__gt=at))


class SectionQuerySet(models.QuerySet):
    def listed(self):
        return self.order_by("position", "name", "pk")

    def in_navigation(self):
        return self.filter(in_navigation=True).listed()


class PlacementQuerySet(models.QuerySet):
    def live(self, at: datetime | None = None):
        """Return what the front page shows by choice at `at` (default: now)."""
        return self.filter(in_force(at))

    def in_order(self):
        return self.order_by("slot", "position", "-live_from", "pk")


class RevisionQuerySet(models.QuerySet):
    def in_force(self, at: datetime | None = None):
        """Return what stands at an article's address at `at` (default: now), be it a text or a withdrawal."""
        return self.filter(in_force(at))

    def live(self, at: datetime | None = None):
        """Return what a reader may read at `at` (default: now)."""
        return self.in_force(at).exclude(kind="withdrawal")

    def scheduled(self, at: datetime | None = None):
        """Return what is to come, the nearest first."""
        return self.filter(live_from__gt=at or timezone.now()).order_by("live_from", "pk")

    def seen(self, at: datetime | None = None):
        """Return what readers have been able to read up to `at`, the oldest first."""
        return self.filter(live_from__lte=at or timezone.now()).order_by("number")

    def newest(self):
        """Order as a paper does: by first publication, the newest first."""
        return self.order_by("-published_at", "-pk")

    def in_section(self, section):
        return self.filter(section=section)

    def about(self, tag):
        """Return revisions under `tag`, the newest first."""
        return self.filter(subjects__tag=tag).order_by("-subjects__published_at", "-subjects__revision")

    def by_person(self, person):
        """Return revisions with the name of `person` over them, the newest first."""
        return self.filter(credits__person=person).order_by("-credits__published_at", "-credits__revision")

    def for_listing(self):
        """Load what a teaser needs, and not the text."""
        return self.select_related("article", "section", "hero").defer("body")


class ArticleQuerySet(models.QuerySet):
    def with_state(self, at: datetime | None = None):
        """Annotate `live_kind`, `live_since`, `scheduled_for` and `live_version` as of `at` (default: now)."""
        at = at or timezone.now()
        revisions = self._revisions()
        standing = revisions.in_force(at)
        return self.annotate(
            live_kind=Subquery(standing.values("kind")[:1]),
            live_since=Subquery(standing.values("live_from")[:1]),
            live_version=Subquery(standing.values("article_version")[:1]),
            scheduled_for=Subquery(revisions.scheduled(at).values("live_from")[:1]),
        )

    def live(self, at: datetime | None = None):
        return self.filter(Exists(self._revisions().live(at)))

    def _revisions(self):
        return self.model._meta.get_field("revisions").related_model.objects.filter(article=OuterRef("pk"))

    def assigned_to(self, user):
        return self.filter(Q(assignee=user) | Q(assignee=None, created_by=user))

    def last_changed(self):
        return self.order_by("-changed_at", "-pk")


class ImageQuerySet(models.QuerySet):
    def newest(self):
        return self.order_by("-uploaded_at", "-pk")

    def uncredited(self):
        return self.filter(credit="")

    def unlicensed(self):
        return self.filter(license=None)

    def without_alt_text(self):
        return self.filter(alt_text="")

    def unused(self):
        return self.filter(articles=None)

    def matching(self, words: str):
        """Return pictures that have every one of `words` in caption, credit, alt text or file name."""
        found = self
        for word in words.replace("\0", "").split()[:8]:
            found = found.filter(
                Q(caption__icontains=word)
                | Q(credit__icontains=word)
                | Q(creator__icontains=word)
                | Q(alt_text__icontains=word)
                | Q(filename__icontains=word)
            )
        return found
