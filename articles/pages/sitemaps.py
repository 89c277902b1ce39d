"""What search engines are told there is: an index, pieces of at most 10,000 articles, and the news of two days."""

from datetime import timedelta

from django.conf import settings
from django.db.models import BigIntegerField
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article, Revision, Section
from masthead.models import Person, PolicyPage
from press import page_cache, richtext

PIECE = 10_000
NEWS_DAYS, MOST_NEWS = 2, 1000
MOST_PIECES = BigIntegerField.MAX_BIGINT // PIECE
XML = "application/xml; charset=utf-8"


@require_safe
@page_cache.cached()
def index(request: HttpRequest) -> HttpResponse:
    """List the pieces. An article belongs to the piece of its number, so none ever moves and none is counted."""
    newest = Article.objects.exclude(path=None).order_by("-pk").values_list("pk", flat=True).first() or 0
    before, after = reverse("sitemap-piece", args=[0]).split("0")  # Asking for each takes longer than the rest.
    pieces = [f"{before}{number}{after}" for number in range(1, -(-newest // PIECE) + 1)]
    addresses = [reverse("sitemap-pages"), *pieces]
    return _answer(request, "articles/sitemap_index.xml", {"addresses": addresses})


@require_safe
@page_cache.cached()
def piece(request: HttpRequest, number: int) -> HttpResponse:
    """List the articles of one piece with the moment of their last change."""
    if number > MOST_PIECES:
        raise Http404
    numbers = ((number - 1) * PIECE + 1, number * PIECE)
    rows = Revision.objects.live().filter(article__pk__range=numbers).order_by("article")
    places = list(rows.values_list("article__path", "updated_at", "published_at"))
    if not places:
        raise Http404
    found = [(path, updated or published) for path, updated, published in places]
    return _answer(request, "articles/sitemap.xml", {"places": found})


@require_safe
@page_cache.cached()
def fixed_pages(request: HttpRequest) -> HttpResponse:
    """List what is not an article: front, sections, people, policies."""
    rows = [*Section.objects.listed(), *Person.objects.by_name(), *PolicyPage.objects.public().listed()]
    places = [(reverse("front"), None), *((row.get_absolute_url(), None) for row in rows)]
    return _answer(request, "articles/sitemap.xml", {"places": places})


@require_safe
@page_cache.cached()
def news(request: HttpRequest) -> HttpResponse:
    """List the articles first published in the last two days, as Google News reads it; there may be none."""
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    rows = Revision.objects.live().filter(published_at__gte=since).newest().for_listing()[:MOST_NEWS]
    return _answer(request, "articles/news_sitemap.xml", {"revisions": rows})


def _answer(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    text = render_to_string(template, context | {"site_url": settings.SITE_URL}, request)
    return HttpResponse(richtext.writable(text), content_type=XML)
