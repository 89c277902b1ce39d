"""Adjectives: which articles, revisions and pictures are meant."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.expressions import RawSQL
from django.utils import timezone

from press.expressions import UnionAll
from press.model_fields import related

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from taggit.models import Tag

    from articles.models import Article, Byline, Image, License, Placement, Revision, Section, WantedPicture
    from masthead.models import Person

beside: list[Callable[[], Prefetch]] = []
"""What other rooms have to say of the articles of revisions, as `with_what_others_say` reads it."""
_PRINTED = (
    *("article__path", "article__first_published_at", "article__translation_of"),
    *("headline", "standfirst", "kicker", "language", "section", "kind"),
    *("bylines", "tags", "published_at", "updated_at"),
)
_SHOWN = tuple(
    f"hero__{name}"
    for name in ("renditions", "width", "height", "color", "alt_text", "focal_x", "focal_y", "taken_down_at")
)
_WORKING_COPY = tuple(
    f"article__{name}"
    for name in (
        *("headline", "standfirst", "kicker", "dateline", "body", "language", "section", "hero", "hero_caption"),
        *("license", "sensitive", "seo_title", "seo_description", "slug", "stage", "assignee", "version"),
        *("created_at", "created_by", "changed_at", "changed_by"),
    )
)
_AKIN = """
    SELECT id FROM articles_revision WHERE article_id IN ({named})
    UNION ALL
    SELECT revision.id FROM articles_article article JOIN articles_revision revision ON revision.article_id = article.id
    WHERE article.translation_of_id = %s
    UNION ALL
    SELECT revision_id FROM (
        SELECT revision_id FROM articles_subject WHERE tag_id IN ({tags})
        ORDER BY published_at DESC, revision_id DESC LIMIT %s
    ) alike
"""  # Every article's page asks this; Django would take longer to write it than the database to answer.
SAID_OF_PICTURES = ("caption", "credit", "creator", "alt_text", "filename")


def in_force(at: datetime | None) -> Q:
    """Match rows whose `live_from` and `live_until` enclose `at` (default: now)."""
    at = at or timezone.now()
    return Q(live_from__lte=at) & (Q(live_until=None) | Q(live_until__gt=at))


def still_to_stand(at: datetime | None) -> Q:
    """Match rows that are in force at `at` (default: now) or will be."""
    return Q(live_until=None) | Q(live_until__gt=at or timezone.now())


def holds(field: str, word: str) -> Q:
    """Match a word in any letter case; SQLite knows the case of Latin letters only, so the usual ways are spelt out."""
    ways = {word} if word.isascii() else {word, word.lower(), word.capitalize(), word.upper()}
    return reduce(or_, (Q(**{f"{field}__icontains": way}) for way in sorted(ways)))


class LicenseQuerySet(models.QuerySet["License"]):
    def default(self) -> "License | None":
        """Return the terms that hold where nothing else is chosen, None if there are none."""
        return self.filter(is_default=True).first()

    def offered(self, chosen: int | None = None) -> Self:
        """Return what may be chosen, by name: what no other replaces, and what was `chosen` (by its id) already."""
        return self.filter(Q(replaced_by=None) | Q(pk=chosen)).order_by("name", "pk")

    def in_use(self) -> Self:
        """Return the default, and what anything was published under or any picture has."""
        models = (related(self.model, name) for name in ("revisions", "images"))
        uses = [Exists(rows.filter(license=OuterRef("pk"))) for rows in models]
        return self.filter(Q(is_default=True) | uses[0] | uses[1])

    def listed(self) -> Self:
        """Order with the default first."""
        return self.order_by("-is_default", "name", "pk")


class SectionQuerySet(models.QuerySet["Section"]):
    def listed(self) -> Self:
        return self.order_by("position", "name", "pk")

    def in_navigation(self) -> Self:
        return self.filter(in_navigation=True).listed()


class PlacementQuerySet(models.QuerySet["Placement"]):
    def live(self, at: datetime | None = None) -> Self:
        """Return what the front page shows by choice at `at` (default: now)."""
        return self.filter(in_force(at))

    def in_order(self) -> Self:
        return self.order_by("slot", "position", "-live_from", "pk")


class RevisionQuerySet(models.QuerySet["Revision"]):
    def in_force(self, at: datetime | None = None) -> Self:
        """Return what stands at an article's address at `at` (default: now), be it a text or a withdrawal."""
        return self.filter(in_force(at))

    def live(self, at: datetime | None = None) -> Self:
        """Return what a reader may read at `at` (default: now)."""
        return self.in_force(at).exclude(kind="withdrawal")

    def at_path(self, path: str) -> Self:
        return self.filter(article__path=path)

    def scheduled(self, at: datetime | None = None) -> Self:
        """Return what is to come, the nearest first."""
        return self.filter(live_from__gt=at or timezone.now()).order_by("live_from", "pk")

    def seen(self, at: datetime | None = None) -> Self:
        """Return what readers have been able to read up to `at`, the oldest first."""
        return self.filter(live_from__lte=at or timezone.now()).order_by("number")

    def still_to_stand(self, at: datetime | None = None) -> Self:
        """Return what stands at `at` (default: now) or is to come."""
        return self.filter(still_to_stand(at))

    def open_to_training(self, is_open: bool) -> Self:
        """Return what AI may be trained on, or what it may not; without a license it may not."""
        may = Q(license__may_train=True)
        return self.filter(may if is_open else ~may | Q(license=None))

    def showing(self, image: "Image") -> Self:
        """Return what prints a picture, at its head or in the text."""
        return self.filter(Q(hero=image) | Q(body__contains=f'data-image="{image.pk}"'))

    def akin(self, family: int, *, chosen: list[int], tags: list[int], count: int) -> Self:
        """Return a `family` of translations, articles `chosen` by id, and the `count` newest with one of `tags`."""
        named, asked = [family, *chosen], tags or [0]  # No tag has this id; a list cannot be empty in SQL.
        sql = _AKIN.format(named=", ".join(["%s"] * len(named)), tags=", ".join(["%s"] * len(asked)))
        return self.filter(pk__in=RawSQL(sql, [*named, family, *asked, count]))  # noqa: S611 - all values are told apart

    def newest(self) -> Self:
        """Order as a paper does: by first publication, the newest first."""
        return self.order_by("-published_at", "-pk")

    def between(self, first: datetime, end: datetime) -> Self:
        """Return what was first published from `first` on and before `end`."""
        return self.filter(published_at__gte=first, published_at__lt=end)

    def in_section(self, section: "Section | int | None") -> Self:
        return self.filter(section=section)

    def newest_and_of_each(self, count: int, sections: Iterable[int | None], of_each: int) -> Self:
        """Return the `count` newest and the `of_each` newest of every section (None: of no section), in no order."""
        newest = self.newest()
        wanted = [newest[:count], *(newest.in_section(one)[:of_each] for one in sections)]
        return self.filter(pk__in=UnionAll(rows.values("pk") for rows in wanted))

    def about(self, tag: "Tag") -> Self:
        """Return revisions under `tag`, the newest first."""
        return self.filter(subjects__tag=tag).order_by("-subjects__published_at", "-subjects__revision")

    def by_person(self, person: "Person") -> Self:
        """Return revisions with the name of `person` over them, the newest first."""
        return self.filter(credits__person=person).order_by("-credits__published_at", "-credits__revision")

    def extent(self) -> list[datetime]:
        """Return when the first and the last of these up to now were published; an empty list if there are none."""
        past = self.filter(published_at__lte=timezone.now())
        ends = past.order_by("published_at", "pk")[:1], past.newest()[:1]
        return [moment for rows in ends for moment in rows.values_list("published_at", flat=True)]

    def for_reading(self) -> Self:
        """Load what an article's page needs; of the working copy that is hardly anything."""
        return self.select_related("article", "section", "license", "hero__license").defer(*_WORKING_COPY)

    def with_what_others_say(self) -> Self:
        """Load along what other rooms say of each article, one query a room, however many articles there are."""
        return self.prefetch_related(*(read() for read in beside))

    def for_index(self) -> Self:
        """Load what a line in the archive needs: words alone."""
        words = ("headline", "language", "bylines", "published_at", "article__path", "section__name")
        return self.select_related("article", "section").only(*words)

    def for_listing(self) -> Self:
        """Load what a teaser needs, and nothing else: most of the cost of a query is its columns."""
        return self.select_related("article", "hero").only(*_PRINTED, *_SHOWN)


class ArticleQuerySet(models.QuerySet["Article"]):
    def with_state(self, at: datetime | None = None) -> Self:
        """Annotate `live_kind`, `live_since`, `live_version`, `scheduled_for` and `scheduled_version` as of `at`."""
        at = at or timezone.now()
        revisions = self._revisions()
        standing = revisions.in_force(at)
        return self.annotate(
            live_kind=Subquery(standing.values("kind")[:1]),
            live_since=Subquery(standing.values("live_from")[:1]),
            live_version=Subquery(standing.values("article_version")[:1]),
            scheduled_for=Subquery(revisions.scheduled(at).values("live_from")[:1]),
            scheduled_version=Subquery(revisions.scheduled(at).values("article_version")[:1]),
        )

    def live(self, at: datetime | None = None) -> Self:
        return self.filter(Exists(self._revisions().live(at)))

    def withdrawn(self, at: datetime | None = None) -> Self:
        """Return articles that were taken away from readers and say so at their address."""
        return self.filter(pk__in=self._all_revisions().in_force(at).filter(kind="withdrawal").values("article"))

    def scheduled(self, at: datetime | None = None) -> Self:
        """Return articles of which readers will see something else at a moment to come."""
        return self.filter(pk__in=self._all_revisions().scheduled(at).values("article").order_by())

    def unpublished(self) -> Self:
        """Return articles that have never been published nor are scheduled to be."""
        return self.filter(first_published_at=None)

    def unfinished(self, at: datetime | None = None) -> Self:
        """Return articles whose working copy says something that is neither before readers nor scheduled."""
        printed = self._revisions().filter(still_to_stand(at), article_version__gte=OuterRef("version"))
        return self.filter(~Exists(printed))

    def first_published_between(self, first: datetime, end: datetime) -> Self:
        return self.filter(first_published_at__gte=first, first_published_at__lt=end)

    def with_name_of(self, person: "Person | int") -> Self:
        """Return articles with the name of `person` (or of the person with this id) over the working copy."""
        return self.filter(pk__in=self._bylines().filter(person=person).values("article"))

    def of(self, user: "User") -> Self:
        """Return somebody's own articles: begun by them, assigned to them, or with their name over it."""
        begun, assigned = (self.model.objects.filter(**{tie: user}).values("pk") for tie in ("created_by", "assignee"))
        named = self._bylines().filter(person__user=user).values("article")
        return self.filter(pk__in=begun.union(assigned, named))

    def matching(self, words: str) -> Self:
        """Return articles that have every one of `words` in their headline or address, in any letter case."""
        found = self
        for word in words.replace("\0", "").split()[:8]:
            found = found.filter(holds("headline", word) | holds("slug", word))
        return found

    def _bylines(self) -> models.QuerySet["Byline"]:
        return related(self.model, "bylines").all()

    def _all_revisions(self) -> RevisionQuerySet:
        return related(self.model, "revisions").all()

    def _revisions(self) -> RevisionQuerySet:
        return self._all_revisions().filter(article=OuterRef("pk"))

    def last_changed(self) -> Self:
        return self.order_by("-changed_at", "-pk")


class ImageQuerySet(models.QuerySet["Image"]):
    def newest(self) -> Self:
        return self.order_by("-uploaded_at", "-pk")

    def uncredited(self) -> Self:
        return self.filter(credit="")

    def unlicensed(self) -> Self:
        return self.filter(license=None)

    def reserved(self) -> Self:
        """Return pictures of which something is kept from machines: those without a license are."""
        return self.filter(Q(license=None) | Q(license__may_mine=False) | Q(license__may_train=False))

    def without_alt_text(self) -> Self:
        return self.filter(alt_text="")

    def unused(self) -> Self:
        """Return pictures that no working copy has."""
        return self.filter(articles=None)

    def with_uses(self) -> Self:
        """Annotate `uses`, how many working copies have each."""
        return self.annotate(uses=Count("articles"))

    def taken_down(self) -> Self:
        return self.exclude(taken_down_at=None)

    def matching(self, words: str) -> Self:
        """Return pictures that have every one of `words` in what is said about them or in their file name."""
        found = self
        for word in words.replace("\0", "").split()[:8]:
            found = found.filter(reduce(or_, (holds(field, word) for field in SAID_OF_PICTURES)))
        return found


class WantedPictureQuerySet(models.QuerySet["WantedPicture"]):
    def missing(self) -> Self:
        """Return what nobody has brought yet, the longest wanted first."""
        return self.filter(image=None).order_by("wanted_since", "pk")
