"""Addresses of the paper. What no other page has is an article's, now or before: so its pattern is the last of all."""

from django.urls import path, re_path

from articles import views

urlpatterns = [
    path("", views.front, name="front"),
    re_path(r"^section/(?P<slug>[-\w]+)/$", views.section, name="section"),
    re_path(r"^tag/(?P<slug>[-\w]+)/$", views.tag, name="tag"),
    re_path(r"^author/(?P<slug>[-\w]+)/$", views.author, name="author"),
    path("archive/", views.archive_index, name="archive"),
    re_path(r"^(?P<year>[12][0-9]{3})/$", views.archive_page, name="year"),
    re_path(r"^(?P<year>[12][0-9]{3})/(?P<month>[0-9]{2})/$", views.archive_page, name="month"),
    re_path(r"^(?P<year>[12][0-9]{3})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/$", views.archive_page, name="day"),
    re_path(r"^(?P<path>[0-9]{4}/[0-9]{2}/[0-9]{2}/[^/\0]+/)history/$", views.history, name="history"),
    re_path(r"^(?P<path>[^\0]+)$", views.article, name="article"),
]
