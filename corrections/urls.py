"""Addresses of putting things right."""

from django.urls import path, re_path

from corrections import feeds, views

urlpatterns = [
    path("corrections/", views.index, name="corrections"),
    path("corrections/report/", views.report, name="report"),
    path("corrections/status/<slug:token>/", views.report_status, name="report-status"),
    path("corrections/feed/", feeds.rss, name="corrections-feed"),
    path("corrections/feed/atom/", feeds.atom, name="corrections-atom"),
    re_path(r"^corrections/feed/article/(?P<article>[1-9][0-9]{0,17})/$", feeds.rss, name="article-corrections-feed"),
    path("corrections/<int:pk>/", views.correction, name="correction"),
]
