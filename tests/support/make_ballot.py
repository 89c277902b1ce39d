"""Patrons and ballots, made in plain sight."""

from datetime import timedelta

from django.utils import timezone

from support import actions
from support.models import Ballot, Patron, Tier, Topic


def patron(email: str = "daryna@paper.example", **fields) -> Patron:
    return Patron.objects.create(**{"name": "Daryna Patron", "email": email, "from_date": "2026-01-01"} | fields)


def tier(name: str = "Helm", **fields) -> Tier:
    return Tier.objects.create(**{"name": name, "amount": 200, "currency": "UAH"} | fields)


def ballot(*titles: str, tiers=(), **fields) -> Ballot:
    """Make an open ballot with topics on it."""
    now = timezone.now()
    times = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=5)}
    made = Ballot.objects.create(**{"question": "What next?"} | times | fields)
    made.tiers.set(tiers)
    for position, title in enumerate(titles or ("Rain", "Graves")):
        Topic.objects.create(ballot=made, title=title, position=position, accepted_at=now)
    return made


def secret(patron: Patron, ballot: Ballot) -> str:
    """Return what the address in a letter to a patron ends with."""
    return actions.let_in(patron, ballot)[1]


def address(patron: Patron, ballot: Ballot) -> str:
    return f"/support/topics/{ballot.pk}/vote/{secret(patron, ballot)}/"


def close(ballot: Ballot) -> None:
    """Let the hour of closing have come."""
    Ballot.objects.filter(pk=ballot.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    ballot.refresh_from_db()
