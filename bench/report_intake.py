"""Floods the paper with readers' reports, and kills it while reports come in.

`.venv/bin/python -m bench.report_intake flood` or `kill`.

Two measurements, both on a real server of its own, on this machine, in a folder that is deleted afterwards.

`flood`: so many reports a second for a minute, from as many readers, while an editor publishes once a second and the
worker looks for the reported passages again. Times are counted from the moment a report was due, not from when we got
round to sending it.

`kill`: readers send reports, again and again until they are acknowledged, as their browsers do. Meanwhile the server is
killed with -9 ten times. At the end every acknowledged report must be in the database, once.
"""

import argparse
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
PARAGRAPHS, WORDS = 12, 65
ARTICLES = 40


@dataclass(frozen=True)
class Answer:
    """What became of one report: status (0: nobody answered), seconds since it was due, and its receipt."""

    status: int
    seconds: float
    key: str


# --- A paper of its own ----------------------------------------------------------------------------------------------


@contextmanager
def paper() -> Iterator[int]:
    """Make a paper with some articles in a folder of its own; give the port that it may use."""
    folder = tempfile.mkdtemp(prefix="newsroom-bench-")
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    os.environ |= {
        "NEWSROOM_DATA": folder,
        "NEWSROOM_DEMO": "0",
        "NEWSROOM_TRUSTED_PROXIES": "127.0.0.1",  # So that readers have addresses of their own.
        "NEWSROOM_LOG_LEVEL": "ERROR",
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    try:
        yield port
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_articles() -> list[int]:
    """Publish articles through the verbs; return their ids."""
    from django.core.management import call_command

    from articles import actions
    from articles.models import Article

    call_command("migrate", verbosity=0)
    made = []
    for number in range(ARTICLES):
        article = Article(headline=f"Story {number}", body=body(number, 0), language="en")
        actions.save_working_copy(article, by=None)
        actions.publish(article, by=None)
        made.append(article.pk)
    return made


def body(number: int, edition: int) -> str:
    """Return a text of 780 words, no two alike; another edition has another first sentence."""
    lines = [
        " ".join(f"w{(number * 7919 + line * 131 + word * 17) % 4999}" for word in range(WORDS)) + "."
        for line in range(PARAGRAPHS)
    ]
    return "".join(f"<p>{line}</p>" for line in [f"Edition {edition} of this story.", *lines])


@contextmanager
def server(port: int) -> Iterator[subprocess.Popen]:
    process = start(port)
    try:
        yield process
    finally:
        kill(process)


def start(port: int) -> subprocess.Popen:
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run"], cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True
    )
    until = time.monotonic() + 180
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.05)
    raise SystemExit("The server did not start.")


def kill(process: subprocess.Popen) -> None:
    """Kill the server and its processes at once, in the middle of whatever they do."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


# --- Readers ---------------------------------------------------------------------------------------------------------


def send(port: int, article: int, number: int, key: str, due: float) -> Answer:
    """Send one report as the script of an article does, from an address that nobody else has."""
    quote = f"w{(article * 7919) % 4999}"
    fields = {
        "article": article,
        "revision": 1,
        "part": "text",
        "quote": " ".join(body(article - 1, 0)[40:].split()[number % 300 :][:4]),
        "kind": "fact",
        "message": f"Report {number} about {quote}: that is not so.",
        "suggestion": "other words",
        "email": f"reader{number}@paper.example" if number % 4 == 0 else "",
        "key": key,
        "elapsed": 9000,
    }
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
        "Sec-Fetch-Site": "same-origin",
        "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", "/corrections/report/", urlencode(fields), headers)
        answer = connection.getresponse()
        answer.read()
        status = answer.status
    except (OSError, http.client.HTTPException):
        status = 0
    finally:
        connection.close()
    return Answer(status, time.monotonic() - due, key)


def persist(port: int, article: int, number: int) -> str:
    """Send one report until it is acknowledged; return its key."""
    key = str(uuid.uuid4())
    while True:
        if send(port, article, number, key, time.monotonic()).status == 201:
            return key
        time.sleep(0.1)


# --- An editor -------------------------------------------------------------------------------------------------------


class Editor(threading.Thread):
    """Publishes another edition of some article every second; `seconds` tells how long each took."""

    def __init__(self, articles: list[int]):
        super().__init__(daemon=True)
        self.articles, self.seconds, self.over = articles, [], threading.Event()

    def run(self) -> None:
        from articles import actions
        from articles.models import Article

        while not self.over.wait(1):
            number = len(self.seconds)
            article = Article.objects.get(pk=self.articles[number % len(self.articles)])
            article.body = body(article.pk - 1, number + 1)
            began = time.monotonic()
            actions.save_working_copy(article, by=None)
            actions.publish(article, by=None, reason="Another edition.")
            self.seconds.append(time.monotonic() - began)


# --- The two measurements --------------------------------------------------------------------------------------------


def flood(port: int, articles: list[int], *, rate: int, seconds: int) -> dict:
    """Send `rate` reports a second for so many `seconds` while an editor publishes; return what came of it."""
    with server(port), ThreadPoolExecutor(256) as readers:
        persist(port, articles[0], 0)
        editor, began = Editor(articles), time.monotonic() + 0.5
        editor.start()
        waiting = []
        for number in range(1, rate * seconds + 1):
            due = began + number / rate
            time.sleep(max(0.0, due - time.monotonic()))
            article = articles[number % len(articles)]
            waiting.append(readers.submit(send, port, article, number, str(uuid.uuid4()), due))
        answers = [one.result() for one in waiting]
        editor.over.set()
        editor.join()
    acknowledged = [one.key for one in answers if one.status == 201]
    return {
        "reports a second": rate,
        "seconds": seconds,
        "answers by status": dict(sorted(Counter(one.status for one in answers).items())),
        "ms": spread([one.seconds for one in answers]),
        "publishing": {"times": len(editor.seconds), "ms": spread(editor.seconds)},
        "acknowledged": len(acknowledged),
        "of them in the database": kept(acknowledged),
    }


def survive(port: int, articles: list[int], *, reports: int, kills: int) -> dict:
    """Kill the server `kills` times while readers send `reports`; return how many of the acknowledged ones are kept."""
    done: list[str] = []
    with ThreadPoolExecutor(8) as readers:
        process = start(port)
        waiting = [readers.submit(persist, port, articles[n % len(articles)], n) for n in range(reports)]
        for one in waiting:
            one.add_done_callback(lambda one: done.append(one.result()))
        for killed in range(1, kills + 1):
            while len(done) < reports * killed // (kills + 1):
                time.sleep(0.005)
            kill(process)
            process = start(port)
        keys = [one.result() for one in waiting]
        kill(process)
    return {"kills with -9": kills, "acknowledged": len(keys), "of them in the database": kept(keys), "rows": rows()}


def spread(seconds: list[float]) -> dict[str, int]:
    ordered = sorted(seconds)
    at = {"median": 0.5, "p90": 0.9, "p99": 0.99, "longest": 1.0}
    return {name: round(1000 * ordered[min(len(ordered) - 1, int(len(ordered) * part))]) for name, part in at.items()}


def kept(keys: list[str]) -> int:
    from corrections.models import Report

    found = {str(key) for key in Report.objects.values_list("key", flat=True)}
    return sum(key in found for key in keys)


def rows() -> int:
    from corrections.models import Report

    return Report.objects.count()


def main() -> int:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("what", choices=["flood", "kill"])
    told.add_argument("--rate", type=int, default=50, help="reports a second (50)")
    told.add_argument("--seconds", type=int, default=60, help="how long to flood (60)")
    told.add_argument("--reports", type=int, default=200, help="reports to be acknowledged (200)")
    told.add_argument("--kills", type=int, default=10, help="how often to kill the server (10)")
    wanted = told.parse_args()
    with paper() as port:
        import django

        django.setup()
        articles = write_articles()
        if wanted.what == "flood":
            found = flood(port, articles, rate=wanted.rate, seconds=wanted.seconds)
        else:
            found = survive(port, articles, reports=wanted.reports, kills=wanted.kills)
    print(json.dumps(found, indent=2))  # noqa: T201
    return 0 if found["acknowledged"] == found["of them in the database"] else 1


if __name__ == "__main__":
    sys.exit(main())
