"""Notices as feeds: all of the paper's, or one article's."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Revision
from corrections.models import Correction
from corrections.querysets import CorrectionQuerySet
from masthead.models import Publication
from press import page_cache
from press.richtext import writable

MOST = 50


class Rss(Feed):
    """The newest notices, the withdrawn ones among them with the reason; `article` is what stands at its address."""

    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest, article: str = "") -> Revision | None:
        standing = Revision.objects.in_force().select_related("article")
        return get_object_or_404(standing, article=article) if article else None

    def title(self, article: Revision | None) -> str:
        if article:
            return writable(_("Corrections to “%(headline)s”") % {"headline": article.headline})
        return _("%(paper)s: corrections") % {"paper": Publication.objects.current()}

    def link(self, article: Revision | None) -> str:
        return article.get_absolute_url() if article else reverse("corrections")

    def description(self, article: Revision | None) -> str:
        return _("What we had wrong, and what is right.")

    def items(self, article: Revision | None) -> CorrectionQuerySet:
        rows = Correction.objects.public().newest().with_article()
        return (rows.filter(article=article.article_id) if article else rows)[:MOST]

    def item_title(self, item: Correction) -> str:
        return writable(f"{item.get_kind_display()}: {item.revision.headline}")

    def item_description(self, item: Correction) -> str:
        if item.withdrawn_at:
            return writable(_("Withdrawn: %(reason)s") % {"reason": item.withdrawn_because})
        return writable(item.text)

    def item_guid(self, item: Correction) -> str:
        return f"correction-{item.pk}"

    def item_pubdate(self, item: Correction) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Correction) -> datetime:
        return item.withdrawn_at or item.published_at


class Atom(Rss):
    feed_type = Atom1Feed

    def subtitle(self, article: Revision | None) -> str:
        return self.description(article)


rss = require_safe(page_cache.cached()(Rss()))
atom = require_safe(page_cache.cached()(Atom()))
