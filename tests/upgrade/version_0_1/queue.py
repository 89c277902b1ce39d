"""What waits in the queue while the paper is upgraded: every job that version 0.1 has, asked for by its verbs."""

import sys
from importlib import import_module

from django_tasks_db.models import DBTaskResult

import articles.actions
import corrections.jobs
from articles import licenses
from articles.models import Article, License
from licensing import actions as licensing
from licensing.models import Delivery as Told
from licensing.models import Reprint
from press import worker
from press.jobs import Job
from press.models import Worker
from support import actions as support
from support import letters
from support.models import Ballot, Delivery, Patron, ThanksLetter

from .clock import at, moment
from .house import user
from .patrons import charge
from .reports import beside, report, standing
from .reprints import ask, grant_of
from .stories import picture

LAST_HOUR = "2026-06-15 11:00"


def leave(told: dict[str, Article]) -> None:
    """Ask for all jobs, and do none of them."""
    with at("2026-06-15 10:50"):
        _broken_off(told["water"])
    with at(LAST_HOUR):
        _of_articles(told)
        _of_reprints(told)
        _of_patrons()
        import_module("articles.hub")  # Only a paper with a hub has it.
        worker.claim_ticks({})
        _check()


def _broken_off(water: Article) -> None:
    """Leave one job to a worker that has died, and one that was tried in vain."""
    report(water, "the harbour", message="Which harbour?", email="seventh@reader.example")
    worker.claim("engine-room")
    Worker.objects.create(name="engine-room", seen_at=moment("2026-06-15 10:45"))
    report(water, "took the samples", message="Who?", email="eighth@reader.example")
    worker.claim("engine-room").set_failed(OSError("The mail server is away."))


def _of_articles(told: dict[str, Article]) -> None:
    picture("new.jpg", "#606010", alt_text="A lens", size=(120, 80))
    licenses.keep(License.objects.get(slug="lamp-2019"))
    report(told["bridge"], "nine passengers", message="Ten!", email="ninth@reader.example")
    corrections.jobs.anchor.later(told["bridge"].pk)


def _of_reprints(told: dict[str, Article]) -> None:
    bridge, trams = told["bridge"], told["trams"]
    marsh = {"outlet": "The Marsh", "url": "https://marsh.example/b", "email": "web@marsh.example", "language": "uk"}
    licensing.register(standing(bridge), **marsh)
    words = {"kind": "update", "reason": "Line 7 starts earlier."}
    articles.actions.amend(trams, change=_starts_earlier, by=user("editor"), **words)
    beside(trams, "clarification", "Line 7 is the one with the lamp on its roof.")
    told_before = Told.objects.create(revision=standing(bridge), grant=grant_of("gazette"))
    import_module("licensing.letters").send_change.later(told_before.pk)
    request = ask(bridge, "jetty")
    licensing.revoke(licensing.grant(request, by=user("publisher")), by=user("publisher"), because="A slip.")
    asked = Reprint.objects.get(outlet="The Island")
    licensing.ask_to_fix(asked, email="desk@island.example", subject="Our wells again", body="Please name us, too.")


def _starts_earlier(copy) -> bool:
    before = copy.body
    copy.body = before.replace("starts at five", "starts at four")
    return copy.body != before


def _of_patrons() -> None:
    charge("78", email="yana@patron.example", paid_at="2026-06-15 10:55")  # It is answered by two letters.
    upload = support.take_list("last.csv", b"E-mail,Name\nlast@patron.example,Last Listed\n", by=user("publisher"))
    support.check_list(upload, mapping={"email": 0, "name": 1})
    daryna = Patron.objects.get(email="daryna@patron.example")
    support.send_pass.later(Ballot.objects.latest("pk").pk, support.name_of(daryna.email))
    support.send_thanks(ThanksLetter.objects.get(subject="A second letter"), by=user("publisher"))
    late = Delivery.objects.filter(patron=daryna).get()
    Delivery.objects.filter(pk=late.pk).update(sent_at=None)
    letters.deliver.later(late.pk)


def _check() -> None:
    """See that nothing that 0.1 does in the background is missing from the queue."""
    modules = [module for name, module in sys.modules.items() if not name.startswith(("tests", "_"))]
    known = {one.module_path for module in modules for one in vars(module).values() if isinstance(one, Job)}
    waiting = set(DBTaskResult.objects.exclude(status="SUCCESSFUL").values_list("task_path", flat=True))
    assert known == waiting, known ^ waiting
