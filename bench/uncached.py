"""What it costs to make a page anew: milliseconds of CPU and queries, asked for as the page cache asks."""

import resource
from collections.abc import Callable
from dataclasses import asdict, dataclass
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

RUNS = 15


@dataclass(frozen=True)
class Cost:
    """The median of `RUNS` renderings after two to warm up, and the queries of one."""

    page: str
    ms: float
    queries: int
    kilobytes: float


def measure() -> dict:
    """Return the cost of each kind of page on the database as it is, and the memory of this process in MB."""
    django, editor = get_wsgi_application(), _editor()
    costs = [asdict(_cost(name, partial(_as_reader, django, path))) for name, path in _readers_pages().items()]
    costs += [asdict(_cost(name, partial(_as_editor, editor, path))) for name, path in DESK.items()]
    return {"costs": costs, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


DESK = {
    "desk: start": "/admin/",
    "desk: articles": "/admin/articles/article/",
    "desk: one section": "/admin/articles/article/?section=1",
    "desk: a search": "/admin/articles/article/?q=river",
    "desk: pictures": "/admin/articles/image/",
}


def _readers_pages() -> dict[str, str]:
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


def _cost(name: str, make: Callable[[], bytes]) -> Cost:
    for _time in range(2):
        body = make()
    with CaptureQueriesContext(connection) as queries:
        make()
    asked = len(queries)  # Now: the next request empties the list.
    times = []
    for _time in range(RUNS):
        began = process_time()
        make()
        times.append((process_time() - began) * 1000)
    return Cost(name, round(median(times), 2), asked, round(len(body) / 1024, 1))
