"""Addresses of others' use of our work."""

from django.urls import path, re_path

from licensing.views import grants, requests, terms

ARTICLE = r"(?P<path>[0-9]{4}/[0-9]{2}/[0-9]{2}/[^/\0]+/)"

urlpatterns = [
    path(".well-known/tdmrep.json", terms.tdmrep, name="tdmrep"),
    path("rsl.xml", terms.rsl, name="rsl"),
    path("licensing/", terms.policy, name="licensing"),
    re_path(f"^licensing/quote/{ARTICLE}$", terms.quote, name="quote"),
    re_path(f"^licensing/republish/{ARTICLE}$", terms.republish, name="republish"),
    re_path(rf"^licensing/republish/{ARTICLE}kit\.(?P<form>html|txt|md|json)$", terms.republish, name="republish-file"),
    re_path(r"^licensing/read/(?P<article>[1-9][0-9]{0,17})\.gif$", terms.read_elsewhere, name="read-elsewhere"),
    path("licensing/request/", requests.request, name="licensing-request"),
    path("licensing/request/<slug:token>/", requests.request_status, name="licensing-request-status"),
    path("licensing/republished/", requests.republished, name="licensing-republished"),
    path("licensing/republished/<slug:token>/", requests.republisher, name="licensing-republisher"),
    path("licensing/grant/<slug:token>/", grants.grant, name="licensing-grant"),
    path("licensing/grant/<slug:token>/letter/", grants.grant_letter, name="licensing-grant-letter"),
    re_path(
        r"^licensing/grant/(?P<token>[-\w]+)/kit\.(?P<form>html|txt|md|json)$",
        grants.grant_file,
        name="licensing-grant-file",
    ),
]
