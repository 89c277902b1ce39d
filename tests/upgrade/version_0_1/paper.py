"""The paper as a whole: built in the order of time, and written down with all that its pages show."""

import json
import lzma
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from articles.models import Article, Image
from support import actions
from support.models import Ballot, Patron, PatronList
from tests.upgrade import rows, take_in
from tests.upgrade.visitor import get, post, visitor

from . import clock, house, patrons, queue, reports, reprints, snapshot, stories

PRESET = lzma.PRESET_EXTREME | 9
OF_THE_SERVER = re.compile(rb"^(-- Dumped (from|by) .*|\\(un)?restrict .*)\n", re.MULTILINE)
LINES = re.compile(r"\n\s+")


def build(target: Path, *, environment: dict[str, str]) -> None:
    """Build the paper, and write to a folder what a later version takes in and what it has to show."""
    told = _live()
    with clock.on("2026-06-15 10:00"):
        reports.check()
        session = _sign_in_and_open(told["water"])
        secret = actions.let_in(Patron.objects.get(email="daryna@patron.example"), Ballot.objects.latest("pk"))[1]
    queue.leave(told)
    _check_whole()
    queued = take_in.unfinished_jobs()
    _write_files(target)
    _write_sqlite(target) if connection.vendor == "sqlite" else _write_postgres(target)
    staff = {"name": "owner", "password": house.PASSWORD, "session": session}
    shown = {"settings": environment, "staff": staff, "vote": _vote(secret), **_pages()}
    mail.outbox.clear()
    shown["queue"] = take_in.work(queued, now=clock.moment(clock.NOW))
    (target / "shown.json").write_text(compact(shown))


def _live() -> dict[str, Article]:
    with clock.at("2026-03-01 07:00"):
        call_command("migrate", verbosity=0)
    house.found()
    told = stories.tell_all()
    patrons.ask()
    reports.decide(told)
    reports.say_in_public(told)
    reprints.deal(told)
    reprints.print_elsewhere(told)
    patrons.give()
    patrons.decide(told["imported"])
    return told


def _check_whole() -> None:
    """See that no table is empty, but for those that version 0.1 never fills."""
    empty = {name for name, (_columns, found) in rows.tables().items() if not found}
    assert empty == {"axes_accessfailurelog", "axes_accessattemptexpiration"}, empty


def _sign_in_and_open(article: Article) -> str:
    """Have somebody fail to sign in, and another open an article; return the session."""
    client = visitor()
    for name, password in (("editor", "wrong"), ("owner", house.PASSWORD)):
        post(client, reverse("admin:login"), {"username": name, "password": password, "next": "/admin/"})
    assert get(client, reverse("admin:articles_article_change", args=[article.pk])).status_code == 200
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _vote(secret: str) -> dict:
    """Return how a patron who has voted may change the vote: where, and for which topic."""
    ballot = Ballot.objects.latest("pk")
    return {"path": reverse("ballot-vote", args=[ballot.pk, secret]), "topic": ballot.topics.get(position=1).pk}


def _pages() -> dict:
    with clock.at(clock.NOW):
        public, pages = snapshot.of(snapshot.addresses())
        own, _pages = snapshot.of(snapshot.own_addresses())
        found = {"public": public, "own": own, "never": snapshot.never(pages)}
    with clock.at(clock.LATER):
        changing = [path for path in public if path.startswith(("/2026/0", "/support/topics"))]
        later = {"at": clock.LATER, "pages": snapshot.of(changing)[0]}
    return {"now": {"at": clock.NOW}, "later": later, **found}


def compact(shown: dict) -> str:
    """Return JSON with a line for each page and part, so that a change of one page is a change of a few lines."""
    text = json.dumps(shown, ensure_ascii=False, indent=1)
    return re.sub(r"\[\n\s+([^\[\]]*?)\n\s+\]", lambda found: f"[{LINES.sub(' ', found[1])}]", text) + "\n"


# --- Files ----------------------------------------------------------------------------------------------------------


def _write_sqlite(target: Path) -> None:
    with tempfile.TemporaryDirectory() as place, connection.cursor() as cursor:
        copy = Path(place) / "paper.sqlite3"
        cursor.execute("VACUUM INTO %s", [str(copy)])
        (target / "paper.sqlite3.xz").write_bytes(lzma.compress(copy.read_bytes(), preset=PRESET))


def _write_postgres(target: Path) -> None:
    """Dump as statements that any client can send to PostgreSQL 15 or newer."""
    options = ["--inserts", "--rows-per-insert=100", "--no-owner", "--no-privileges", "--no-comments"]
    now = connection.settings_dict
    where = {"PGHOST": now["HOST"], "PGUSER": now["USER"], "PGDATABASE": now["NAME"]}
    dump = subprocess.run(["pg_dump", *options], env=os.environ | where, capture_output=True, check=True).stdout
    (target / "paper.sql.xz").write_bytes(lzma.compress(OF_THE_SERVER.sub(b"", dump), preset=PRESET))


def _write_files(target: Path) -> None:
    """Keep the files that jobs in the queue will read."""
    originals = settings.DATA / "originals"
    for name in (Image.objects.get(filename="new.jpg").file.name, PatronList.objects.get(name="last.csv").file.name):
        (target / "originals" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(originals / name, target / "originals" / name)
