"""What it costs to make a page anew, asked for as the page cache asks: CPU time, and counts that no noise moves."""

import resource
import sys
from collections.abc import Callable
from functools import partial
from statistics import median
from time import process_time
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.auth.models import User
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Revision
from press.page_cache.render import ask

RENDERINGS = 3  # In one reading, which is the median of them: the first finds the processor's caches filled by others.
DESK = {
    "desk: start": "/admin/",
    "desk: articles": "/admin/articles/article/",
    "desk: one section": "/admin/articles/article/?section=1",
    "desk: a search": "/admin/articles/article/?q=river",
    "desk: pictures": "/admin/articles/image/",
}


class Pages:
    """The pages of the paper of this process, by `names`, to be made anew as often as they are asked for."""

    def __init__(self):
        settings.ALLOWED_HOSTS.append("testserver")
        django, editor = get_wsgi_application(), _editor()
        self._make = {name: partial(_as_reader, django, path) for name, path in readers_pages().items()}
        self._make |= {name: partial(_as_editor, editor, path) for name, path in DESK.items()}
        self.names = list(self._make)

    def counts(self, name: str) -> dict:
        """Return what one rendering takes on any machine: `queries`, `calls`, `steps`; and its size in `kilobytes`.

        `calls` are of functions, Python's and those written in C; `steps` are instructions of SQLite's virtual machine,
        without what the search index does inside itself.
        """
        make = self._make[name]
        make()
        with CaptureQueriesContext(connection) as queries:
            body = make()
        asked = len(queries)  # Now: the next request empties the list.
        return {
            "queries": asked,
            "calls": _calls(make),
            "steps": _steps(make),
            "kilobytes": round(len(body) / 1024, 1),
        }

    def milliseconds(self, name: str) -> float:
        """Take one reading of the CPU time of a rendering."""
        return median(_milliseconds(self._make[name]) for _rendering in range(RENDERINGS))


def megabytes() -> float:
    """Return the most memory that this process has ever held."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def readers_pages() -> dict[str, str]:
    """Return the addresses of what readers ask for, by name."""
    newest = Revision.objects.live().newest().select_related("article", "section")[0]
    return {
        "article": newest.get_absolute_url(),
        "front": "/",
        "section": newest.section.get_absolute_url(),
        "tag": f"/tag/{newest.tags[0]['slug']}/",
        "author": "/author/reporter-1/",
        "archive": f"/{newest.published_at:%Y/%m}/",
        "feed": "/feed/",
        "feed of a tag": f"/tag/{newest.tags[0]['slug']}/feed/",
        "sitemap index": "/sitemap.xml",
        "news sitemap": "/news-sitemap.xml",
        "search, rare": f"/search/?q={newest.headline.split()[-1]}",
        "search, common": "/search/?q=river+bridge",
        "search, one tag": f"/search/?q=river+bridge&tag={newest.tags[0]['slug']}",
        "suggestions": "/search/suggestions/?q=riv",
    }


def _editor() -> Client:
    client = Client()
    client.force_login(User.objects.get_or_create(username="bench", is_staff=True, is_superuser=True)[0])
    return client


def _as_reader(django: Callable, path: str) -> bytes:
    """Have Django make a page for everybody; return its body."""
    path, _mark, query = path.partition("?")
    request = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": settings.SITE.netloc}
    setup_testing_defaults(request)
    answer = ask(django, request)
    if not answer.status.startswith("200"):
        raise RuntimeError(f"{path} answered {answer.status}.")
    return answer.body


def _as_editor(client: Client, path: str) -> bytes:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}.")
    return answer.content


def _milliseconds(make: Callable[[], bytes]) -> float:
    began = process_time()
    make()
    return (process_time() - began) * 1000


def _calls(make: Callable[[], bytes]) -> int:
    count = 0

    def note(frame, event: str, argument) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        make()
    finally:
        sys.setprofile(None)
    return count


def _steps(make: Callable[[], bytes]) -> int:
    count = 0

    def note() -> int:
        nonlocal count
        count += 1
        return 0  # Go on.

    connection.close()  # A new one does not reach the end of its age in the middle of the page.
    connection.ensure_connection()
    connection.connection.set_progress_handler(note, 1)
    try:
        make()
    finally:
        connection.connection.set_progress_handler(None, 1)
    return count
