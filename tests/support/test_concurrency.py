"""Against a real server of four processes: two hundred patrons vote at once, and providers tell all at once."""

import http.client
import socket
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.utils import timezone

from press import page_cache
from support import actions, jobs
from support.models import Ballot, Pass, Patron, Payment, Vote, WebhookEvent
from tests import make
from tests.processes import free_port, manage, wait_until
from tests.support import webhook_samples
from tests.support.make_ballot import ballot, patron, secret

pytestmark = pytest.mark.django_db(transaction=True)
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
PATRONS = 200
KEYS = {
    "NEWSROOM_PATREON_SECRET": webhook_samples.SECRET,
    "NEWSROOM_STRIPE_SECRET": webhook_samples.SECRET,
    "NEWSROOM_LIQPAY_PRIVATE_KEY": webhook_samples.SECRET,
}


@pytest.fixture(scope="module")
def server(django_db_setup) -> Iterator[int]:
    """Run a server of four processes that listens to all providers; return its port."""
    port = free_port()
    keys = KEYS | {"NEWSROOM_MONOBANK_PUBLIC_KEY": webhook_samples.monobank_public_key()}
    more = {"PORT": str(port), "NEWSROOM_DEMO": "0", "NEWSROOM_PROCESSES": "4"}
    with manage("run", "--no-worker", **more, **keys) as process:
        wait_until(lambda: process.poll() is not None or _listens(port), seconds=240)
        yield port


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def ask(server, transactional_db):
    """Return a function that sends a request to the server, and returns status and words of the answer."""
    make.publication(name="The Landing")
    page_cache.invalidate()

    def send(path: str, body: bytes | str | None = None, headers=FORM) -> tuple[int, str]:
        with closing(http.client.HTTPConnection("127.0.0.1", server, timeout=120)) as line:
            line.request("GET" if body is None else "POST", path, body, headers if body is not None else {})
            answer = line.getresponse()
            return answer.status, answer.read().decode()

    yield send
    connection.close()


@contextmanager
def at_once():
    with ThreadPoolExecutor(24) as several:
        yield several.map


def test_two_hundred_patrons_vote_at_once_and_every_count_is_exact(ask):
    found = ballot("Rain", "Graves", "Windows")
    topics = list(found.topics.in_order())
    patrons = [patron(f"p{number}@paper.example") for number in range(PATRONS)]
    letters = [
        (f"/support/topics/{found.pk}/vote/{secret(who, found)}/", urlencode({"vote": 1, "topic": topics[at % 3].pk}))
        for at, who in enumerate(patrons)
    ]
    with at_once() as every:  # Each letter is used twice in the same moment.
        statuses = Counter(status for status, _words in every(lambda letter: ask(*letter), letters * 2))
    assert statuses == {302: PATRONS, 410: PATRONS}
    assert Vote.objects.count() == PATRONS
    assert [topic.number for topic in found.topics.with_votes().in_order()] == [67, 67, 66]
    assert not Pass.objects.exclude(patron=None).exists()

    again = [(f"/support/topics/{found.pk}/vote/{secret(who, found)}/", letters[2][1]) for who in patrons[:50]]
    with at_once() as every:
        assert {status for status, _words in every(lambda letter: ask(*letter), again)} == {302}
    assert [topic.number for topic in found.topics.with_votes().in_order()] == [50, 50, 100]

    assert "50 votes" not in ask("/support/topics/")[1]
    Ballot.objects.update(closes_at=timezone.now() + timedelta(seconds=1))
    page_cache.invalidate()
    assert "50 votes" not in ask("/support/topics/")[1]
    wait_until(lambda: "100 votes" in ask("/support/topics/")[1], seconds=20)  # By the clock alone.
    assert ask(*letters[0])[0] == 410
    jobs.count_closed()
    assert not Vote.objects.exists()
    assert [topic.number for topic in found.topics.with_votes().in_order()] == [50, 50, 100]
    assert "100 votes" in ask("/support/topics/")[1]


def test_what_four_providers_tell_at_once_again_and_again_happens_once(ask):
    good = {
        "patreon": webhook_samples.patreon(),
        "stripe": webhook_samples.stripe_charge(),
        "liqpay": webhook_samples.liqpay(),
        "monobank": webhook_samples.monobank(),
    }

    def tell(provider: str, told: webhook_samples.Told) -> int:
        headers = {"Content-Type": told.content_type} | told.headers
        return ask(f"/support/webhooks/{provider}/", told.body, headers)[0]

    with at_once() as every:
        statuses = Counter(every(lambda each: tell(*each), list(good.items()) * 10))
    assert set(statuses) <= {200, 503}  # Who is asked to come again comes again:
    with at_once() as every:
        assert set(every(lambda each: tell(*each), list(good.items()))) == {200}
    assert sorted(Payment.objects.values_list("source", flat=True)) == sorted(good)
    assert WebhookEvent.objects.count() == 4
    assert Patron.objects.count() == 1
    for provider, told in good.items():
        assert tell(provider, webhook_samples.Told(told.body + b" ", told.headers, told.content_type)) == 403
    assert tell("monobank", webhook_samples.monobank_signed(b"no json")) == 400
    assert tell("stripe", webhook_samples.Told(b" " * 600_000, {})) == 413
    assert tell("nobody", good["stripe"]) == 404
    since = datetime(2026, 11, 1, tzinfo=UTC)
    assert Payment.objects.confirmed(since).in_currency("UAH").total() == 4200
    assert actions.settle(WebhookEvent.objects.all(), by=make.user()) == 1
