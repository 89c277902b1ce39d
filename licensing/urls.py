"""Addresses of others' use of our work."""

from django.urls import path, re_path

from licensing import views

ARTICLE = r"(?P<path>[0-9]{4}/[0-9]{2}/[0-9]{2}/[^/\0]+/)"

urlpatterns = [
    path(".well-known/tdmrep.json", views.tdmrep, name="tdmrep"),
    path("rsl.xml", views.rsl, name="rsl"),
    path("licensing/", views.policy, name="licensing"),
    re_path(f"^licensing/republish/{ARTICLE}$", views.republish, name="republish"),
    re_path(rf"^licensing/republish/{ARTICLE}kit\.(?P<form>html|txt|md|json)$", views.republish, name="republish-file"),
]
