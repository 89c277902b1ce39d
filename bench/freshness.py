"""A publication a second under a load of readers: is every one of them seen at the very next request?"""

import http.client
import subprocess
import time
from contextlib import ExitStack, closing

from django.conf import settings

from articles import actions
from articles.models import Article, Revision, Section
from bench import servers
from masthead.models import Person

SECONDS = 60
CONNECTIONS_EACH = 6  # Open at once, so that no worker is left out.


def measure(seconds: int = SECONDS) -> dict:
    """Publish once a second, every other time a correction, and look at every page that must say so.

    Returned are how many of the pages `asked` for had been made `anew` in time, the `slowest` answer that one of many
    readers got, in seconds, how many answers a second there were, and how long a publication took at most.
    """
    article = _article()
    with servers.ours() as (port, _process):
        address = f"http://127.0.0.1:{port}"
        servers.fetch(address + article.path)
        command = ["wrk", "-t1", f"-c{servers.CONNECTIONS}", f"-d{seconds + 4}s", address + article.path]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as readers:  # noqa: S603
            rounds = [_publish_and_look(article, number, port) for number in range(seconds)]
            said, _none = readers.communicate(timeout=seconds + 60)
    seen = servers.rate(said)
    return {
        "seconds": seconds,
        "asked": sum(asked for asked, _anew, _took in rounds),
        "anew": sum(anew for _asked, anew, _took in rounds),
        "slowest": round(seen.slowest, 3),
        "answers": round(seen.answers),
        "publishing": round(max(took for _asked, _anew, took in rounds), 3),
    }


def _article() -> Article:
    article = Article(headline="The storm begins", body="<p>It begins.</p>", section=Section.objects.first())
    lines = [{"person": Person.objects.first().pk, "name": "", "role": "author"}]
    actions.save_working_copy(article, by=None, tags=["Storm"], bylines=lines)
    actions.publish(article, by=None)
    return Article.objects.get(pk=article.pk)


def _publish_and_look(article: Article, number: int, port: int) -> tuple[int, int, float]:
    """Return how many pages were asked for, how many of them had the news, and how long publishing took."""
    began = time.monotonic()
    article = Article.objects.get(pk=article.pk)
    article.headline = f"The storm in its minute {number}"
    kind = Revision.Kind.CORRECTION if number % 2 else Revision.Kind.UPDATE
    actions.save_working_copy(article, by=None)
    actions.publish(article, by=None, kind=kind, reason=f"It was not {number - 1}.")
    took = time.monotonic() - began
    pages = [article.path, "/", article.section.get_absolute_url(), "/tag/storm/", _author(article)]
    pages += ["/feed/", "/feed/atom/", "/feed.json", "/news-sitemap.xml", *(["/corrections/"] if number % 2 else [])]
    news = article.headline
    anew = sum(_everybody_reads(port, path, news) for path in pages)
    time.sleep(max(0.0, 1 - (time.monotonic() - began)))
    return len(pages), anew, took


def _author(article: Article) -> str:
    return article.bylines.first().person.get_absolute_url()


def _everybody_reads(port: int, path: str, news: str) -> bool:
    """Ask over several connections at once, which both workers share, and tell whether each answer has the news."""
    with ExitStack() as stack:
        connections = [
            stack.enter_context(closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)))
            for _each in range(CONNECTIONS_EACH)
        ]
        for connection in connections:
            connection.connect()
        return all(news in _read(connection, path) for connection in connections)


def _read(connection: http.client.HTTPConnection, path: str) -> str:
    connection.request("GET", path, headers={"Host": settings.SITE.netloc})
    return connection.getresponse().read().decode()
