"""Takes a paper of an earlier version in, and says what has become of it.

`python -m tests.upgrade.take_in FOLDER RESULT`: FOLDER says what was shown; its paper lies in the database and the data
folder that the environment names; RESULT is a file for JSON. Nothing is asked in a way that version 0.1 did not have:
by addresses, by commands and by rows, and of Python by `press.worker` alone.
"""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from importlib import import_module
from io import StringIO
from pathlib import Path

import django
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.upgrade import rows, visitor

AN_HOUR = timedelta(hours=1)


def main(shown: dict) -> dict:
    """Migrate, then do what readers, editors, patrons and a worker do; return what they found."""
    now, later = (datetime.fromisoformat(f"{shown[moment]['at']}+00:00") for moment in ("now", "later"))
    queued = unfinished_jobs()
    found = _migrated() | {"history": _complaint_of("verify_history")}
    with at(now):
        found |= {kind: _pages(shown[kind]) for kind in ("public", "own")}
    with at(later):
        found["later"] = _pages(shown["later"]["pages"])
    with at(now):
        found |= {"staff": _sign_in(shown["staff"]), "desk": _desk(shown["staff"]), "vote": _vote(**shown["vote"])}
    return found | {"queue": work(queued, now=now)}


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with time_machine.travel(moment, tick=False):
        yield


def _migrated() -> dict:
    before, held = rows.tables(), {whose: rows.rights(whose) for whose in rows.RIGHTS}
    call_command("migrate", interactive=False, verbosity=0)
    still = {whose: rows.rights(whose) & held[whose] for whose in held}
    return {
        "differences": list(rows.differences(before, rows.tables())),
        "rights lost": sorted(held["group"] - still["group"] | held["user"] - still["user"]),
        "rights given back": sorted(_given_back(held)),
    }


def _given_back(held: dict[str, set]) -> set:
    """Return the rights of before that somebody holds who did not hold them."""
    known = {right for _nobody, right in held["all"]}
    came = (rows.rights("group") - held["group"]) | (rows.rights("user") - held["user"])
    return {(who, right) for who, right in came if right in known}


def _complaint_of(command: str) -> str:
    """Return what a command has to complain of; nothing if it ends well."""
    complaint = StringIO()
    try:
        call_command(command, stdout=StringIO(), stderr=complaint)
    except CommandError as error:
        complaint.write(str(error))
    return complaint.getvalue()


def _pages(paths: dict[str, dict]) -> dict[str, dict]:
    return {path: asdict(page) for path, page in visitor.pages(paths).items()}


def _sign_in(staff: dict) -> dict:
    """Sign in with the password of before, and go on in a session of before; return where one gets to by that."""
    login, index = reverse("admin:login"), reverse("admin:index")
    credentials = {"username": staff["name"], "password": staff["password"], "next": index}
    answer = visitor.post(visitor.visitor(), login, credentials)
    going_on = visitor.get(visitor.visitor(staff["session"]), index)
    return {"by password": answer.headers.get("Location"), "by session": going_on.status_code}


def _desk(staff: dict) -> dict[str, int]:
    """Open every list of the desk, and the first row of each; return what was answered at each address."""
    client, answers = visitor.visitor(staff["session"]), {}
    for path in _links(client, reverse("admin:index"), "/admin/[a-z_]+/[a-z_]+/", answers):
        for row in _links(client, path, f"{path}[0-9]+/change/", answers)[:1]:
            _links(client, row, "", answers)
    return answers


def _links(client: Client, path: str, wanted: str, answers: dict[str, int]) -> list[str]:
    """Open a page and note what is answered; return where it leads to, of what is wanted."""
    answer = visitor.get(client, path, follow=True)
    answers[path] = answer.status_code
    found = re.findall(f'href="({wanted})["?]', answer.content.decode()) if wanted else []
    return list(dict.fromkeys(found))


def _vote(path: str, topic: int) -> dict:
    """Change the vote of a patron by a letter that was sent before the upgrade."""
    before = _votes()
    answer = visitor.post(visitor.visitor(), path, {"topic": topic, "vote": 1})
    return {"status": answer.status_code, "before": before, "after": _votes()}


def _votes() -> dict[str, int]:
    """Return how many votes each topic has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT topic_id, count(*) FROM support_vote GROUP BY topic_id")
        return {str(topic): count for topic, count in cursor.fetchall()}


# --- The queue ------------------------------------------------------------------------------------------------------


def work(queued: dict[str, list[str]], *, now: datetime) -> dict:
    """Do what waits in the queue, and an hour later what its dead worker had begun.

    Return what became of the jobs that were `queued`, each after its path and the status that it had, and to whom
    letters went.
    """
    worker = import_module("press.worker")
    with at(now):
        worker.drain()
        worker.reap()
    with at(now + AN_HOUR):
        worker.drain()
    after = _jobs()
    became = [[*was, after.get(number, ["", "GONE"])[1]] for number, was in queued.items()]
    return {"jobs": sorted(became), "letters": sorted(address for letter in mail.outbox for address in letter.to)}


def unfinished_jobs() -> dict[str, list[str]]:
    """Return path and status of each job that was not done, by its number."""
    return {number: job for number, job in _jobs().items() if job[1] != "SUCCESSFUL"}


def _jobs() -> dict[str, list[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, task_path, status FROM django_tasks_database_dbtaskresult")
        return {str(number): [path, status] for number, path, status in cursor.fetchall()}


if __name__ == "__main__":
    visitor.prepare()
    django.setup()
    found = main(json.loads((Path(sys.argv[1]) / "shown.json").read_text()))
    Path(sys.argv[2]).write_text(json.dumps(found))
