"""Somebody who asks a paper for its pages, as from a browser, within this process."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.test import Client

from . import page_facts
from .page_facts import Page


def prepare() -> None:
    """Let no static files be needed and no letter go out. Before `django.setup`."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_AUTOREFRESH = True


def visitor(session: str = "") -> Client:
    """Return a browser; with a session it is that of somebody who has signed in."""
    client = Client(raise_request_exception=False)
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client


def get(client: Client, path: str, **more: Any) -> Any:
    return client.get(path, secure=True, headers={"Host": settings.SITE.hostname}, **more)


def post(client: Client, path: str, data: dict) -> Any:
    headers = {"Host": settings.SITE.hostname, "Origin": settings.SITE_URL, "Sec-Fetch-Site": "same-origin"}
    return client.post(path, data, secure=True, headers=headers)


def pages(paths: Iterable[str]) -> dict[str, Page]:
    """Return what a reader is answered at each address."""
    client = visitor()
    return {path: _read(get(client, path)) for path in paths}


def _read(answer: Any) -> Page:
    return page_facts.read(answer.status_code, answer.headers, answer.content.decode())
