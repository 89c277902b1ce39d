"""Letting patrons decide: ways in, votes, proposals, and the count. `docs/decisions` says what keeps votes secret."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import cast

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from press import jobs, page_cache
from support import letters
from support.errors import BallotIsClosed, NotThatWay, UnknownWay
from support.models import Ballot, Pass, Patron, Topic, Vote
from support.models.ballots import new_secret
from support.querysets import TopicQuerySet

VALID_FOR = timedelta(days=2)


def name_of(email: str) -> str:
    """Return a name for an address that cannot be turned back without the house's key.

    Whoever asks for a letter is kept under it, so that jobs and tallies do not tell who votes.
    """
    return salted_hmac("support.address", email.strip().lower(), algorithm="sha256").hexdigest()


@jobs.job(attempts=8, priority=jobs.Priority.URGENT)
def send_pass(ballot_id: int, name: str) -> None:
    """Send a way into a ballot to the address of this name, if it is that of a patron who may vote."""
    ballot = Ballot.objects.open().filter(pk=ballot_id).first()
    patron = _patron_named(name, ballot) if ballot else None
    if ballot and patron:
        way, secret = let_in(patron, ballot)
        letters.compose_pass(way, patron, secret).send()


def _patron_named(name: str, ballot: Ballot) -> Patron | None:
    """Look through all patrons who may vote: a column to find them by would undo what the names are for."""
    allowed = Patron.objects.allowed_in(ballot).exclude(email="")
    found = next((pk for pk, email in allowed.values_list("pk", "email").iterator() if name_of(email) == name), None)
    return allowed.filter(pk=found).first() if found else None


def let_in(patron: Patron, ballot: Ballot) -> tuple[Pass, str]:
    """Make a way into a ballot for one use; return it, and the secret by which it is used and which is not kept."""
    secret = new_secret()
    ends_at = min(ballot.closes_at, timezone.now() + VALID_FOR)
    return Pass.objects.create(digest=digest_of(secret), ballot=ballot, patron=patron, ends_at=ends_at), secret


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def find_pass(ballot_id: int, secret: str) -> Pass:
    """Return a way into a ballot that can be used now.

    :raises NotThatWay: it cannot, and why.
    :raises BallotIsClosed: nobody can vote now.
    """
    rows = Pass.objects.select_related("ballot", "patron")
    way = rows.filter(digest=digest_of(secret), ballot=ballot_id).first()
    if way is None:
        raise UnknownWay(_("This address leads nowhere. Was it copied whole? Ask for a new letter, it is quick."))
    if way.used_date:
        raise NotThatWay(_("This letter has been used. To change your vote, ask for a new one."))
    if not way.ballot.is_open():
        raise BallotIsClosed(_("This ballot is closed. Your vote was not changed."))
    if way.ends_at <= timezone.now():
        raise NotThatWay(_("This letter is too old. Ask for a new one, it is quick."))
    if way.patron is None or not Patron.objects.allowed_in(way.ballot).filter(pk=way.patron.pk).exists():
        raise NotThatWay(_("This ballot is for patrons of other tiers, or your support has ended meanwhile."))
    return way


@transaction.atomic
def vote(topic: Topic, *, secret: str) -> None:
    """Cast the vote of whom a letter was for, in place of an earlier one; the letter's way in is used up by that.

    :raises NotThatWay: the way in cannot be used.
    :raises BallotIsClosed: nobody can vote now, or not for this topic.
    """
    # The count, and whoever else uses the same letter, waits here.
    ballot = Ballot.objects.select_for_update(of=("self",)).get(pk=topic.ballot_id)
    way = find_pass(ballot.pk, secret)
    if not ballot.topics.accepted().filter(pk=topic.pk).exists():
        raise BallotIsClosed(_("This topic is not on the ballot any more. Please choose another."))
    patron = cast(Patron, way.patron)  # `find_pass` has found them among those who may vote.
    cast_vote = Vote(voter=voter(ballot, patron), topic=topic)
    Vote.objects.bulk_create([cast_vote], update_conflicts=True, unique_fields=["voter"], update_fields=["topic"])
    Pass.objects.filter(pk=way.pk).update(used_date=timezone.localdate(), patron=None)


def voter(ballot: Ballot, patron: Patron) -> str:
    """Return the name under which a patron's vote is kept; without the house's key nobody can tell whose it is."""
    return salted_hmac("support.vote", f"{ballot.pk} {patron.pk}", algorithm="sha256").hexdigest()


@transaction.atomic
def propose(*, ballot_id: int, secret: str, title: str, description: str = "") -> Topic:
    """Keep a patron's proposal until the desk has decided it. A letter is good for one, and can vote all the same.

    :raises NotThatWay: the way in cannot be used, or was used for a proposal.
    :raises BallotIsClosed: nobody can propose now.
    """
    ballot = Ballot.objects.select_for_update(of=("self",)).get(pk=ballot_id)
    way = find_pass(ballot.pk, secret)
    if not ballot.takes_proposals:
        raise BallotIsClosed(_("No topics can be proposed for this ballot."))
    if way.proposed_date:
        raise NotThatWay(_("You have proposed a topic with this letter. Ask for a new one to propose another."))
    Pass.objects.filter(pk=way.pk).update(proposed_date=timezone.localdate())
    return Topic.objects.create(ballot=ballot, title=title, description=description, by_a_patron=True)


@transaction.atomic
def save_ballot(ballot: Ballot, *, related: Callable[[], object] = bool) -> None:
    """Save what is asked, and by `related` its topics and tiers; readers see it at once."""
    ballot.save()
    related()
    page_cache.invalidate()


@transaction.atomic
def delete_ballots(ballots: Iterable[Ballot]) -> None:
    """Remove ballots, with their topics."""
    for ballot in ballots:
        ballot.delete()
    page_cache.invalidate()


@transaction.atomic
def save_topic(topic: Topic, *, related: Callable[[], object] = bool) -> None:
    """Save a topic; a new one of our own is on its ballot at once."""
    if topic.pk is None:
        topic.accepted_at = timezone.now()
    topic.save()
    related()
    page_cache.invalidate()


@transaction.atomic
def delete_topics(topics: Iterable[Topic]) -> None:
    """Take topics off a ballot that has not opened yet."""
    for topic in topics:
        topic.delete()
    page_cache.invalidate()


@transaction.atomic
def accept_topics(topics: TopicQuerySet, *, by: User) -> int:
    """Put proposals on their ballots; return how many were waiting."""
    number = topics.waiting().update(accepted_at=timezone.now())
    page_cache.invalidate()
    return number


@transaction.atomic
def decline_topics(topics: TopicQuerySet, *, by: User) -> int:
    """Leave proposals off their ballots; return how many were waiting."""
    return topics.waiting().update(declined_at=timezone.now())


@transaction.atomic
def count_votes(ballot: Ballot) -> None:
    """Write down how many votes each topic had, and burn the votes, so that nobody can ever tell whose they were.

    :raises BallotIsClosed: it is still open, or yet to open.
    """
    ballot = Ballot.objects.select_for_update(of=("self",)).get(pk=ballot.pk)
    if not ballot.is_over():
        raise BallotIsClosed(_("Votes are counted when the ballot has closed."))
    if ballot.counted_at is None:
        for topic in ballot.topics.with_votes():
            Topic.objects.filter(pk=topic.pk).update(votes=topic.number)
        Vote.objects.filter(topic__ballot=ballot).delete()
        Pass.objects.filter(ballot=ballot).delete()
        Ballot.objects.filter(pk=ballot.pk).update(counted_at=timezone.now())
        page_cache.invalidate()


def next_opening_or_closing(after: datetime) -> datetime | None:
    """Return the nearest moment after another at which a ballot opens or closes."""
    opens = Ballot.objects.filter(opens_at__gt=after).order_by("opens_at").values_list("opens_at", flat=True)
    closes = Ballot.objects.filter(closes_at__gt=after).order_by("closes_at").values_list("closes_at", flat=True)
    return min(filter(None, (opens.first(), closes.first())), default=None)
