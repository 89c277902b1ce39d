"""What a page costs that nobody has asked for before: milliseconds of CPU and queries, without the page store."""

import resource
from dataclasses import asdict, dataclass
from statistics import median
from time import process_time

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Revision

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
    costs = [asdict(_cost(Client(), name, path)) for name, path in _readers_pages().items()]
    costs += [asdict(_cost(_editor(), name, path)) for name, path in DESK.items()]
    return {"costs": costs, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


DESK = {
    "desk: start": "/admin/",
    "desk: articles": "/admin/articles/article/",
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
        "feed": "/feed/",
        "sitemap index": "/sitemap.xml",
        "search, rare": f"/search/?q={newest.headline.split()[-1]}",
        "search, common": "/search/?q=river+bridge",
        "suggestions": "/search/suggestions/?q=riv",
    }


def _editor() -> Client:
    client = Client()
    client.force_login(User.objects.get_or_create(username="bench", is_staff=True, is_superuser=True)[0])
    return client


def _cost(client: Client, name: str, path: str) -> Cost:
    for _time in range(2):
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}.")
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    asked = len(queries)
    times = []
    for _time in range(RUNS):
        began = process_time()
        client.get(path)
        times.append((process_time() - began) * 1000)
    size = len(answer.content) / 1024
    return Cost(name, round(median(times), 2), asked, round(size, 1))
