"""Who pays for the paper, how it asks them, and what they decide."""

import json
from datetime import timedelta

from django.utils import timezone
from taggit.models import Tag

from articles.models import Article
from press import worker
from support import actions
from support.models import (
    Appeal,
    Ballot,
    Channel,
    Funder,
    Goal,
    HouseMessage,
    Patron,
    PatronList,
    Payment,
    SupportPage,
    ThanksLetter,
    Tier,
    Topic,
    WebhookEvent,
)

from .clock import moment, on
from .house import user
from .stories import section


def kept(row):
    """Keep a row as its form at the desk would."""
    row.full_clean()
    row.save()
    return row


def ask() -> None:
    """Write the support page, and ask beside articles."""
    with on("2026-03-20 09:00"):
        words = {"introduction": "<p>The Lamp burns what you give.</p>", "thanks": "<p>We thank you, by name.</p>"}
        kept(SupportPage(pk=1, published=True, blocker_notice=True, blocker_words="No ads here to block.", **words))
        tier = {"currency": "UAH", "benefits": "A letter\nA vote"}
        kept(Tier(name="Wick", amount=70, position=1, **tier))
        kept(Tier(name="Flame", amount=200, highlighted=True, position=2, link="https://give.example/flame", **tier))
        kept(Tier(name="Spark", amount=10, published=False, **tier))
        iban = {"value": "DE89370400440532013000", "bic": "COBADEFFXXX", "holder": "The Lamp Cooperative"}
        kept(Channel(kind="link", label="Card", value="https://give.example/?a=1&b=2", note="Once, or each month."))
        kept(Channel(kind="bank", label="From your bank", purpose="For oil", currency="EUR", **iban))
        coin = {"value": "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "coin": "bitcoin"}
        kept(Channel(kind="crypto", label="Coins", **coin))
        kept(Funder(name="The Quay Fund", link="https://quay.example/", sentence="For oil.", from_date="2026-01-01"))
        kept(Funder(name="The Old Fund", from_date="2020-01-01", until_date="2021-12-31"))
        stated = kept(Goal(sentence="Oil for a winter.", amount=9000, from_date="2026-03-01"))
        actions.state_reached(stated, reached=4321, by=user("publisher"))
        counted = {"amount": 500, "currency": "EUR", "from_date": "2026-03-01", "source": "payments"}
        kept(Goal(sentence="A new lens.", **counted))
        _appeal()
        message = {"kind": "sponsored", "sponsor": "The Quay Fund", "link": "https://quay.example/fair", "button": "Go"}
        kept(HouseMessage(headline="A fair on the quay", words="Come on Sunday.", placement="front", **message))
        actions.put_up()


def _appeal() -> None:
    appeal = kept(Appeal(name="At the end", days_between=0, languages="en", tells_count=True))
    appeal.but_sections.add(section("books"))
    appeal.but_tags.add(Tag.objects.get(name="Rumours"))
    only = kept(Appeal(name="Trams alone", placement="paragraph", paragraph=1, live_until=moment("2026-03-21 09:00")))
    only.sections.add(section("city"))
    only.tags.add(Tag.objects.get(name="Trams"))
    for position, name in enumerate(("Plain", "Warm")):
        words = {"headline": f"{name}: keep the Lamp lit", "body": "It is free to read.\n\nIt is not free to make."}
        wording = appeal.variants.create(name=name, button="Give", position=position, **words)
        for event in ("seen", "clicked"):
            actions.count([(wording.pk, event)], key=f"{name} {event}", sender="77" * 16)


# --- Who gives ------------------------------------------------------------------------------------------------------


def give() -> None:
    """Bring patrons by hand, from a list and from providers, with their payments."""
    with on("2026-03-25 09:00"):
        _by_hand()
        _by_list()
    with on("2026-04-01 08:30"):
        _told_by_patreon()
        _told_by_stripe()
        _not_understood()
    with on("2026-05-01 09:00"):
        actions.hand_out("daryna@patron.example", by=user("publisher"))
        _thanks()


def _by_hand() -> None:
    flame = Tier.objects.get(name="Flame")
    daryna = {"name": "Daryna Patron", "email": "daryna@patron.example", "language": "uk", "wall": "name"}
    kept(Patron(**daryna, tier=flame, from_date="2026-01-01", letters_at=moment("2026-01-01 09:00")))
    roman = {"name": "Roman Oil", "email": "roman@patron.example", "wall": "initials", "source": "bank"}
    bank = kept(Patron(**roman, tier=flame, from_date="2026-02-01"))
    when = {"confirmed_at": moment("2026-02-01 09:00"), "thanked_at": moment("2026-02-01 09:05")}
    kept(Payment(patron=bank, source="bank", number="statement 14, line 3", amount=20000, currency="UAH", **when))
    kept(Payment(source="bank", number="statement 15, line 1", amount=5000, refunded=5000, currency="EUR", **when))
    kept(Patron(name="Hanna Gone", from_date="2020-01-01", until_date="2021-01-01", wall="anonymous"))


def _by_list() -> None:
    """Bring in a list of which one line cannot be understood."""
    lines = ["E-mail,Name,Tier,Since,Letters", "lev@patron.example,Lev Listed,Wick,2026-01-15,yes", "nobody,,,,"]
    upload = actions.take_list("old patrons.csv", "\n".join(lines).encode(), by=user("publisher"))
    actions.check_list(upload, mapping={"email": 0, "name": 1, "tier": 2, "since": 3, "letters": 4})
    worker.drain()
    actions.bring_in_list(PatronList.objects.get(pk=upload.pk))
    worker.drain()
    assert Patron.objects.filter(email="lev@patron.example").exists()


def patreon(event: str, *, member: str = "member-17", **attributes) -> WebhookEvent:
    told = {
        "full_name": "Oksana Told",
        "email": "oksana@patron.example",
        "patron_status": "active_patron",
        "currently_entitled_amount_cents": 500,
        "last_charge_status": "Paid",
        "last_charge_date": "2026-04-01T08:00:00+00:00",
        "pledge_relationship_start": "2026-04-01T08:00:00+00:00",
    }
    body = {"data": {"type": "member", "id": member, "attributes": told | attributes}}
    return actions.take_in("patreon", json.dumps(body).encode(), {"X-Patreon-Event": event})


def stripe(key: str, kind: str, **about) -> WebhookEvent:
    body = {"id": key, "type": kind, "created": int(moment("2026-04-01 08:00").timestamp()), "data": {"object": about}}
    return actions.take_in("stripe", json.dumps(body).encode(), {})


def charge(key: str, *, email: str, refunded: int = 0, paid_at: str = "2026-04-01 08:00") -> WebhookEvent:
    about = {"id": f"ch_{key}", "paid": True, "amount": 1500, "amount_refunded": refunded, "currency": "eur"}
    about |= {"created": int(moment(paid_at).timestamp()), "customer": f"cus_{key}"}
    about["billing_details"] = {"name": f"Payer {key}", "email": email}
    return stripe(f"evt_{key}_{refunded}", "charge.refunded" if refunded else "charge.succeeded", **about)


def _told_by_patreon() -> None:
    patreon("members:pledge:create")
    patreon("members:pledge:create")  # It comes twice.
    patreon("members:update", last_charge_date="2026-03-31T08:00:00+00:00")
    patreon("members:update", pledge_relationship_start="2026-03-01T08:00:00+00:00")  # It comes too late.
    patreon("posts:publish")


def _told_by_stripe() -> None:
    charge("77", email="taras@patron.example")
    charge("77", email="taras@patron.example", refunded=500)
    stripe("evt_open", "checkout.session.completed", id="cs_1", payment_status="unpaid")


def _not_understood() -> None:
    actions.take_in("stripe", b'{"id": "evt_odd", "type": "charge.succeeded", "created": "yesterday"}', {})
    odd = actions.take_in("patreon", b"no JSON at all", {"X-Patreon-Event": "members:update"})
    actions.settle(WebhookEvent.objects.filter(pk=odd.pk), by=user("publisher"))


def _thanks() -> None:
    words = {"subject": "Thanks from the Lamp", "body": "Dear {name},\n\nthe oil has come.\n\n{paper}"}
    actions.send_thanks(kept(ThanksLetter(**words, made_by=user("publisher"))), by=user("publisher"))
    kept(ThanksLetter(**words | {"subject": "A second letter"}, language="uk", made_by=user("publisher")))


# --- What patrons decide --------------------------------------------------------------------------------------------


def decide(article: Article) -> None:
    """Leave a ballot that was counted, and one that is open, with votes and proposals."""
    voters = Patron.objects.active(moment("2026-05-01 09:00").date()).exclude(email="").order_by("pk")
    with on("2026-05-02 10:00"):
        past = _ballot("Where shall we look next?", "The mill", "The quay")
        for patron, topic in zip(voters, (0, 1, 1), strict=False):
            vote(past, patron, topic)
    with on("2026-05-09 10:00"):
        actions.count_votes(past)
        Topic.objects.filter(ballot=past, title="The mill").update(article=article)
    with on("2026-06-12 09:00"):
        ballot = _ballot("Which well shall we dig out?", "The dry one", "The iron one", introduction="One can be had.")
        ballot.tiers.set(Tier.objects.filter(name__in=("Wick", "Flame")))
        for patron, topic in zip(voters.filter(tier__in=ballot.tiers.all()), (0, 1, 0), strict=False):
            vote(ballot, patron, topic)
        for title in ("A well on the moon", "The well of the mill"):
            secret = actions.let_in(voters.first(), ballot)[1]
            actions.propose(ballot_id=ballot.pk, secret=secret, title=title, description="It would be the first.")
        actions.decline_topics(Topic.objects.filter(title="A well on the moon"), by=user("editor"))


def _ballot(question: str, *titles: str, introduction: str = "") -> Ballot:
    now = timezone.now()
    made = kept(Ballot(question=question, introduction=introduction, opens_at=now, closes_at=now + timedelta(days=7)))
    for position, title in enumerate(titles):
        words = {"description": f"{title}, and why.", "position": position, "accepted_at": now}
        kept(Topic(ballot=made, title=title, **words))
    return made


def vote(ballot: Ballot, patron: Patron, topic: int) -> None:
    secret = actions.let_in(patron, ballot)[1]
    actions.vote(ballot.topics.get(position=topic), secret=secret)
