"""Addresses of putting things right."""

from django.urls import path

from corrections import feeds, views

urlpatterns = [
    path("corrections/", views.index, name="corrections"),
    path("corrections/report/", views.report, name="report"),
    path("corrections/status/<slug:token>/", views.report_status, name="report-status"),
    path("corrections/feed/", feeds.Rss(), name="corrections-feed"),
    path("corrections/feed/atom/", feeds.Atom(), name="corrections-atom"),
    path("corrections/feed/article/<int:article>/", feeds.Rss(), name="article-corrections-feed"),
    path("corrections/<int:pk>/", views.correction, name="correction"),
]
