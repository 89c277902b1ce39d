"""Brings who pays for the demonstration paper: patrons and payments, what was decided, and what waits at the desk.

The verbs know the present only and write letters, so rows of the past are made as the verbs would have left them.
"""

import json
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils.text import slugify

from articles.models import Article
from demo.records import Ballot as OpenBallot
from demo.records import Decision, Patrons
from support import minor_units
from support.models import (
    Ballot,
    Delivery,
    Patron,
    PatronList,
    Payment,
    ThanksLetter,
    Tier,
    Topic,
    Vote,
    WebhookEvent,
)

NINE_O_CLOCK = timedelta(hours=9)
CHOICES = (0, 2, 0, 3, 1, 0, 4, 2, 0, 3, 0, 1)
"""Which topic of the open ballot one patron after the other has chosen."""


def bring(told: Patrons, open_ballot: OpenBallot, articles: dict[str, Article], *, now: datetime, by: User) -> None:
    """Let patrons have given and decided until `now`."""
    tiers = {tier.name: tier for tier in Tier.objects.all()}
    patrons = [_patron(each, tiers[each.tier], now) for each in told.patrons]
    for gift in told.gifts:
        when = now - timedelta(days=gift.days_ago)
        sums = {"amount": gift.amount, "currency": gift.currency, "refunded": gift.refunded}
        Payment.objects.create(source=gift.source, number=f"demo-{gift.days_ago}", confirmed_at=when, **sums)
    for number, each in enumerate(told.messages):
        words = json.dumps(json.loads(each.words), ensure_ascii=False)
        facts = {"kind": each.kind, "outcome": each.outcome, "trouble": each.trouble, "words": words}
        WebhookEvent.objects.create(source=each.source, key=f"demo-{number}", **facts)
    ballot = _open(open_ballot, now)
    for each in told.proposals:
        Topic.objects.create(ballot=ballot, title=each.title, description=each.description, by_a_patron=True)
    _vote(ballot, len(patrons))
    for each in told.past:
        _decided(each, articles, now)
    for each in told.letters:
        _thank(each.subject, each.body.strip(), each.days_ago, patrons, now=now, by=by)
    _list(by)


def _patron(told, tier: Tier, now: datetime) -> Patron:
    """Make a patron with a payment for each month of support."""
    day = 1 + len(told.name) % 27
    months = [_months_ago(now, ago, day) for ago in range(told.months, told.left - 1, -1)]
    days = [moment for moment in months if moment < now]
    patron = Patron.objects.create(
        name=told.name,
        email=f"{slugify(told.name)}@paper.example",
        language=told.language,
        tier=tier,
        from_date=(days or [now])[0].date(),
        until_date=days[-1].date() + timedelta(days=31) if told.left else None,
        source=told.source,
        source_key=f"demo-{slugify(told.name)}",
        wall=told.wall,
        letters_at=(days or [now])[0] if told.letters else None,
    )
    amount = minor_units.minor(tier.amount, tier.currency)
    Payment.objects.bulk_create(
        Payment(
            patron=patron,
            source=told.source,
            number=f"demo-{patron.pk}-{moment:%Y-%m}",
            amount=amount,
            currency=tier.currency,
            confirmed_at=moment,
        )
        for moment in days
    )
    return patron


def _months_ago(now: datetime, ago: int, day: int) -> datetime:
    ordinal = now.year * 12 + now.month - 1 - ago
    begins = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return begins.replace(year=ordinal // 12, month=ordinal % 12 + 1, day=day) + NINE_O_CLOCK


def _open(told: OpenBallot, now: datetime) -> Ballot:
    ballot = Ballot.objects.create(
        question=told.question,
        introduction=told.introduction,
        opens_at=told.opens.moment(now),
        closes_at=told.closes.moment(now),
    )
    for position, (title, description) in enumerate(told.topics):
        _topic(ballot, position, title, description)
    return ballot


def _topic(ballot: Ballot, position: int, title: str, description: str, **fields) -> Topic:
    fields |= {"title": title, "description": description, "accepted_at": ballot.opens_at}
    return Topic.objects.create(ballot=ballot, position=position, **fields)


def _vote(ballot: Ballot, voters: int) -> None:
    """Cast votes under names that lead to nobody."""
    topics = list(ballot.topics.accepted().in_order())
    Vote.objects.bulk_create(
        Vote(voter=f"{ballot.pk:08x}{number:056x}", topic=topics[CHOICES[number % len(CHOICES)] % len(topics)])
        for number in range(voters)
    )


def _decided(told: Decision, articles: dict[str, Article], now: datetime) -> None:
    closed = told.closed.moment(now)
    ballot = Ballot.objects.create(
        question=told.question,
        introduction=told.introduction,
        opens_at=told.opened.moment(now),
        closes_at=closed,
        counted_at=closed,
    )
    for position, topic in enumerate(told.topics):
        came_of_it = articles[topic.story] if topic.story else None
        _topic(ballot, position, topic.title, topic.description, votes=topic.votes, article=came_of_it)


def _thank(subject: str, body: str, days_ago: int | None, patrons: list[Patron], *, now: datetime, by: User) -> None:
    letter = ThanksLetter.objects.create(subject=subject, body=body, made_by=by)
    if days_ago is None:
        return
    when = now - timedelta(days=days_ago)
    ThanksLetter.objects.filter(pk=letter.pk).update(made_at=when, sent_at=when)
    readers = [patron for patron in patrons if patron.letters_at and patron.letters_at < when]
    Delivery.objects.bulk_create(Delivery(letter=letter, patron=patron, sent_at=when) for patron in readers)


def _list(by: User) -> None:
    """Leave a list behind that was brought in once, with two lines that were not."""
    brought = PatronList.objects.create(
        name="patrons-of-the-old-website.csv",
        columns=["Name", "E-mail", "Level", "Since"],
        mapping={"email": 1, "name": 0, "tier": 2, "since": 3},
        stage=PatronList.Stage.DONE,
        rows=21,
        done=21,
        added=19,
        faulty=2,
        made_by=by,
    )
    cells = ["Somebody", "somebody at paper.example", "Deckhand", "2025-09-01"]
    brought.faults.create(line=7, sentence="“somebody at paper.example” is no e-mail address.", cells=cells)
    cells = ["Somebody Else", "else@paper.example", "Deckhand", "09/01/2025"]
    brought.faults.create(line=15, sentence="“09/01/2025” is no date. Write one as in 2025-03-31.", cells=cells)
