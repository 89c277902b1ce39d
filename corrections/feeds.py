"""Notices as feeds: all of the paper's, or one article's."""

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from articles.models import Article
from corrections.models import Correction
from masthead.models import Publication

MOST = 50


class Rss(Feed):
    """The newest notices, the withdrawn ones among them with the reason."""

    def get_object(self, request: HttpRequest, article: int | None = None) -> Article | None:
        return get_object_or_404(Article.objects.exclude(path=None), pk=article) if article else None

    def title(self, article: Article | None) -> str:
        if article:
            return _("Corrections to “%(headline)s”") % {"headline": article.headline}
        return _("%(paper)s: corrections") % {"paper": Publication.objects.current()}

    def link(self, article: Article | None) -> str:
        return article.get_absolute_url() if article else "/corrections/"

    def description(self, article: Article | None) -> str:
        return _("What we had wrong, and what is right.")

    def items(self, article: Article | None):
        rows = Correction.objects.public().newest().select_related("article")
        return (rows.filter(article=article) if article else rows)[:MOST]

    def item_title(self, item: Correction) -> str:
        return f"{item.get_kind_display()}: {item.article}"

    def item_description(self, item: Correction) -> str:
        if item.withdrawn_at:
            return _("Withdrawn: %(reason)s") % {"reason": item.withdrawn_because}
        return item.text

    def item_guid(self, item: Correction) -> str:
        return f"correction-{item.pk}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Correction):
        return item.published_at

    def item_updateddate(self, item: Correction):
        return item.withdrawn_at or item.published_at


class Atom(Rss):
    feed_type = Atom1Feed

    def subtitle(self, article: Article | None) -> str:
        return self.description(article)
