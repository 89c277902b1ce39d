"""Reading the demo paper's files: TOML, and stories and pages with TOML between lines of +++ before their HTML."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any

from .records import (
    AppealVariant,
    Ballot,
    Byline,
    Channel,
    Decision,
    Funder,
    Gift,
    HouseMessage,
    Message,
    Notice,
    Page,
    Patron,
    Patrons,
    Placement,
    Proposal,
    ReaderReport,
    Story,
    StoryRevision,
    Support,
    Thanks,
    Tier,
    When,
    Withdrawal,
    Words,
)

FRONT_MATTER = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n(.*)\Z", re.DOTALL)
WORDS = ("headline", "kicker", "standfirst", "dateline")


class Malformed(ValueError):
    """A file of the demo paper cannot be read; the message names the file and what is wrong."""


def toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file says."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Malformed(f"{path.name}: {error}") from error


def front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """Return the TOML head of a file and the text below it."""
    parts = FRONT_MATTER.match(path.read_text("utf-8"))
    if parts is None:
        raise Malformed(f"{path.name}: there is no block between two lines of +++.")
    try:
        return tomllib.loads(parts[1]), parts[2].strip()
    except tomllib.TOMLDecodeError as error:
        raise Malformed(f"{path.name}: {error}") from error


def when(entry: Mapping[str, Any]) -> When:
    """Read `days_ago` or `in_days` with `at`, or `today` (a share of the day so far)."""
    if "today" in entry:
        return When(share=float(entry["today"]))
    days = entry["in_days"] if "in_days" in entry else -entry["days_ago"]
    return When(days=days, at=time.fromisoformat(entry["at"]))


def story(path: Path, *, default_license: str) -> Story:
    """Read one story; its earlier revisions are told by the edits that led from one to the next."""
    head, body = front_matter(path)
    words = Words(**{name: head.pop(name, "") for name in WORDS}, body=body)
    stage = head.pop("stage", "published")
    later = head.pop("revisions", [])
    withdrawal = head.pop("withdrawal", None)
    published = {name: head.pop(name) for name in ("days_ago", "in_days", "at", "today") if name in head}
    bylines = tuple(Byline(**line) for line in head.pop("bylines"))
    try:
        return Story(
            slug=path.stem,
            words=words,
            stage=stage,
            bylines=bylines,
            revisions=_revisions(path, words, published, later, bylines) if stage == "published" else (),
            withdrawal=_withdrawal(withdrawal) if withdrawal else None,
            **{"license": default_license, **_tuples(head)},
        )
    except TypeError as error:
        raise Malformed(f"{path.name}: {error}") from error


def _tuples(head):
    return {name: tuple(value) if isinstance(value, list) else value for name, value in head.items()}


def _revisions(path, words, published, later, bylines):
    """Undo the edits from the newest revision back to the first."""
    revisions = []
    for number, entry in reversed(list(enumerate(later, start=2))):
        revisions.append(_revision(number, entry, words))
        words = _before(path, words, entry.get("edits", []))
    first = StoryRevision(1, "first", when(published), bylines[0].person, "First published.", words)
    return (first, *reversed(revisions))


def _revision(number, entry, words):
    notice = None
    if "notice" in entry:
        edits = entry["edits"]
        kind = entry.get("notice_kind", "correction")
        notice = Notice(kind, entry["notice"], was=edits[0]["earlier"], now=edits[0]["later"])
    return StoryRevision(number, entry["kind"], when(entry), entry["by"], entry["reason"], words, notice)


def _before(path, words, edits):
    for edit in reversed(edits):
        field = edit.get("field", "body")
        text = getattr(words, field)
        if text.count(edit["later"]) != 1:
            raise Malformed(f"{path.name}: “{edit['later'][:60]}” must occur once in the {field}.")
        words = replace(words, **{field: text.replace(edit["later"], edit["earlier"])})
    return words


def _withdrawal(entry):
    return Withdrawal(when(entry), entry["by"], entry["reason"], entry["note"])


def page(path: Path) -> Page:
    """Read one policy page."""
    head, body = front_matter(path)
    return Page(slug=path.stem, body=body, **{name: value for name, value in head.items() if name != "position"})


def placement(entry: dict[str, Any]) -> Placement:
    """Read a place on the front page."""
    return Placement(entry["slot"], entry["story"], entry["position"], when(entry))


def report(entry: dict[str, Any]) -> ReaderReport:
    """Read a reader's report."""
    words = {name: value for name, value in entry.items() if name not in ("days_ago", "at", "today")}
    return ReaderReport(when=when(entry), **words)


def support(entry: dict[str, Any]) -> Support:
    """Read the support page, its appeal and its ballot."""
    ballot = entry["ballot"]
    return Support(
        introduction=entry["introduction"],
        thanks=entry["thanks"],
        goal=entry["goal"]["amount"],
        goal_reached=entry["goal"]["reached"],
        goal_currency=entry["goal"]["currency"],
        goal_sentence=entry["goal"]["sentence"],
        tiers=tuple(Tier(**_tuples(tier)) for tier in entry["tiers"]),
        channels=tuple(_channel(channel) for channel in entry["channels"]),
        funders=tuple(Funder(**funder) for funder in entry["funders"]),
        appeal=tuple(AppealVariant(**variant) for variant in entry["appeal"]),
        messages=tuple(HouseMessage(**message) for message in entry["messages"]),
        ballot=Ballot(
            question=ballot["question"],
            introduction=ballot["introduction"],
            opens=when(ballot["opens"]),
            closes=when(ballot["closes"]),
            topics=tuple((topic["title"], topic["description"]) for topic in ballot["topics"]),
        ),
    )


def _channel(entry):
    details = tuple(entry.get("details", {}).items())
    return Channel(**{name: value for name, value in entry.items() if name != "details"}, details=details)


def patrons(entry: dict[str, Any]) -> Patrons:
    """Read who pays, and what they decided."""
    return Patrons(
        patrons=tuple(Patron(**each) for each in entry["patrons"]),
        gifts=tuple(Gift(**each) for each in entry["gifts"]),
        messages=tuple(Message(**each) for each in entry["messages"]),
        proposals=tuple(Proposal(**each) for each in entry["proposals"]),
        past=tuple(_decision(each) for each in entry["past"]),
        letters=tuple(Thanks(**each) for each in entry["letters"]),
    )


def _decision(entry: dict[str, Any]) -> Decision:
    return Decision(
        question=entry["question"],
        introduction=entry["introduction"],
        opened=when(entry["opened"]),
        closed=when(entry["closed"]),
        topics=tuple(Proposal(**topic) for topic in entry["topics"]),
    )
