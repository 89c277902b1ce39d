"""Addresses of the paper. What no other page has is an article's, now or before: so its pattern is the last of all."""

from django.urls import path, re_path

from articles.pages import feeds, search, sitemaps, views


def feed_paths(place: str) -> list:
    """Return the addresses of the three forms of a feed of what stands at `place`."""
    named = "feed" if place else "paper-feed"
    ends = {"rss": "feed/", "atom": "feed/atom/", "json": "feed[.]json"}
    return [
        re_path(f"^{place}{end}$", feeds.feed, {"form": form}, name=f"{named}-{form}") for form, end in ends.items()
    ]


urlpatterns = [
    path("", views.front, name="front"),
    re_path(r"^section/(?P<slug>[-\w]+)/$", views.section, name="section"),
    re_path(r"^tag/(?P<slug>[-\w]+)/$", views.tag, name="tag"),
    re_path(r"^author/(?P<slug>[-\w]+)/$", views.author, name="author"),
    *feed_paths(""),
    *feed_paths(r"(?P<kind>section|tag|author)/(?P<slug>[-\w]+)/"),
    path("search/", search.search_page, name="search"),
    path("search/suggestions/", search.suggestions, name="suggestions"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.fixed_pages, name="sitemap-pages"),
    path("sitemap-<int:number>.xml", sitemaps.piece, name="sitemap-piece"),
    path("news-sitemap.xml", sitemaps.news, name="sitemap-news"),
    path("archive/", views.archive_index, name="archive"),
    re_path(r"^(?P<year>[12][0-9]{3})/$", views.archive_page, name="year"),
    re_path(r"^(?P<year>[12][0-9]{3})/(?P<month>[0-9]{2})/$", views.archive_page, name="month"),
    re_path(r"^(?P<year>[12][0-9]{3})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/$", views.archive_page, name="day"),
    re_path(r"^(?P<path>[0-9]{4}/[0-9]{2}/[0-9]{2}/[^/\0]+/)history/$", views.history, name="history"),
    re_path(r"^(?P<path>[^\0]+)$", views.article, name="article"),
]
