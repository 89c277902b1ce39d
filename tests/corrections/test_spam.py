"""Keeping the inbox usable: limits that hold to the exact count, traps for robots, and the block list."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from corrections import jobs, spam
from corrections.models import Report
from press import blocklist, public_forms, rate_limit
from press.models import Block, Tally
from tests import make
from tests.corrections.make_report import report
from tests.processes import environment

ADDRESS = "/corrections/report/"
FOREVER = 10**9  # Seconds: a window that does not end during a test.


@pytest.fixture
def article(db):
    return make.live()


@pytest.fixture
def send(client, article):
    def post(address="203.0.113.7", forwarded="", **fields):
        fields = {"article": article.pk, "message": "It is 44.", "elapsed": 5000} | fields
        headers = {"accept": "application/json"} | ({"x-forwarded-for": forwarded} if forwarded else {})
        return client.post(ADDRESS, fields, headers=headers, REMOTE_ADDR=address)

    return post


class TestLimits:
    def test_a_sender_may_send_so_many_in_an_hour_and_is_told_when_again(self, send, monkeypatch):
        monkeypatch.setattr(spam, "A_SENDER_AN_HOUR", 3)
        assert [send().status_code for _ in range(5)] == [201, 201, 201, 429, 429]
        answer = send()
        assert 1 <= int(answer["Retry-After"]) <= 3600
        assert "minutes" in answer.json()["error"]
        assert Report.objects.count() == 3

    def test_others_are_not_touched_by_one_senders_limit(self, send, monkeypatch):
        monkeypatch.setattr(spam, "A_SENDER_AN_HOUR", 1)
        assert [send("203.0.113.7").status_code, send("203.0.113.8").status_code] == [201, 201]

    @pytest.mark.parametrize("name", ["AN_ARTICLE_AN_HOUR", "ALL_A_MINUTE", "A_SENDER_A_DAY"])
    def test_every_limit_holds(self, send, monkeypatch, name):
        monkeypatch.setattr(spam, name, 2)
        assert [send().status_code for _ in range(3)] == [201, 201, 429]

    def test_what_is_refused_counts_for_nothing(self, send, monkeypatch):
        monkeypatch.setattr(spam, "A_SENDER_AN_HOUR", 1)
        assert [send(message="").status_code, send(website="x").status_code, send().status_code] == [400, 403, 201]

    def test_a_report_sent_again_counts_once(self, send, monkeypatch):
        monkeypatch.setattr(spam, "A_SENDER_AN_HOUR", 1)
        key = "2c0a7b1e-6a3c-4c5b-9d0e-1f2a3b4c5d6e"
        assert [send(key=key).status_code, send(key=key).status_code] == [201, 201]

    def test_a_limit_that_is_reached_takes_back_what_was_counted_under_others(self, db):
        limits = [rate_limit.Limit("wide", 10, FOREVER), rate_limit.Limit("narrow", 1, FOREVER)]
        rate_limit.spend(limits)
        with pytest.raises(rate_limit.TooMany):
            rate_limit.spend(limits)
        assert dict(Tally.objects.values_list("key", "count")) == {"wide": 1, "narrow": 1}

    def test_tallies_of_windows_that_are_over_are_deleted(self, db):
        rate_limit.spend([rate_limit.Limit("x", 1, 3600)])
        rate_limit.forget_old(timezone.now() + timedelta(seconds=1))
        assert not Tally.objects.exists()


MANY = """
import django; django.setup()
from press.rate_limit import Limit, TooMany, spend
taken = 0
for _ in range({tries}):
    try:
        spend([Limit("shared", {count}, {seconds}), Limit("beside", 10**6, {seconds})])
        taken += 1
    except TooMany:
        pass
print(taken)
"""


@pytest.mark.django_db(transaction=True)
def test_four_processes_together_get_exactly_as_many_as_the_limit_says():
    script = MANY.format(tries=50, count=120, seconds=FOREVER)
    started = [
        subprocess.Popen([sys.executable, "-c", script], env=environment(), stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    taken = [int(process.communicate(timeout=120)[0]) for process in started]
    assert sum(taken) == 120
    assert Tally.objects.get(key="shared").count == 120
    assert Tally.objects.get(key="beside").count == 120


class TestWhoSent:
    def address(self, rf, remote, forwarded=""):
        return rate_limit.sender_address(rf.get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded))

    def test_headers_of_strangers_are_not_believed(self, rf, settings):
        settings.TRUSTED_PROXIES = []
        assert self.address(rf, "203.0.113.7", "198.51.100.1") == "203.0.113.7"

    def test_trusted_proxies_are_believed_and_nobody_before_them(self, rf, settings):
        settings.TRUSTED_PROXIES = ["10.0.0.0/8", "::1"]
        assert self.address(rf, "10.0.0.1", "198.51.100.1") == "198.51.100.1"
        assert self.address(rf, "::1", "198.51.100.1, 10.0.0.2") == "198.51.100.1"
        assert self.address(rf, "10.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.2") == "198.51.100.1"
        assert self.address(rf, "203.0.113.7", "198.51.100.1, 10.0.0.2") == "203.0.113.7"

    @pytest.mark.parametrize("forwarded", ["", ",", "<script>", "unknown", "198.51.100.1, ", "\x00", "9" * 5000])
    def test_broken_headers_break_nothing(self, rf, settings, forwarded):
        settings.TRUSTED_PROXIES = ["10.0.0.1"]
        assert len(rate_limit.fingerprint(self.address(rf, "10.0.0.1", forwarded))) == 32

    def test_one_household_has_many_addresses_of_ipv6(self):
        mark = rate_limit.fingerprint
        assert mark("2001:db8:1:2::1") == mark("2001:db8:1:2:ffff::9")
        assert mark("2001:db8:1:2::1") != mark("2001:db8:1:3::1")

    def test_an_address_of_ipv4_is_itself_however_it_is_written(self):
        assert rate_limit.fingerprint("::ffff:198.51.100.1") == rate_limit.fingerprint("198.51.100.1")
        assert rate_limit.fingerprint("198.51.100.1") != rate_limit.fingerprint("198.51.100.2")

    def test_tomorrow_everybody_is_somebody_else(self, settings):
        today, tomorrow = datetime(2026, 5, 1, 12, tzinfo=UTC), datetime(2026, 5, 2, 12, tzinfo=UTC)
        mark = rate_limit.fingerprint
        assert mark("198.51.100.1", at=today) != mark("198.51.100.1", at=tomorrow)
        before = mark("198.51.100.1", at=today)
        settings.SECRET_KEY = "another" * 10
        assert mark("198.51.100.1", at=today) != before
        assert "198" not in before

    def test_neither_address_nor_fingerprint_outlive_the_day(self, send, run_jobs):
        send("198.51.100.1")
        assert "198.51.100.1" not in str(Report.objects.values().get())
        Report.objects.update(received_at=timezone.now() - timedelta(days=1, minutes=1))
        jobs.forget()
        assert Report.objects.get().sender == ""


class TestRobots:
    def test_who_fills_the_trap_is_refused(self, send):
        assert send(website="https://buy.example").status_code == 403

    @pytest.mark.parametrize("elapsed, status", [(0, 403), (1999, 403), (2000, 201)])
    def test_nobody_writes_a_report_in_two_seconds(self, send, elapsed, status):
        assert send(elapsed=elapsed).status_code == status

    def test_without_script_the_form_knows_when_it_was_opened(self, send, monkeypatch):
        opened = public_forms.opened_now()
        assert send(elapsed="", opened=opened).status_code == 403
        later = timezone.now() + timedelta(seconds=3)
        monkeypatch.setattr("time.time", later.timestamp)
        assert send(elapsed="", opened=opened).status_code == 201

    @pytest.mark.parametrize("opened", ["", "form:forged", "form:1uABCD:forged"])
    def test_a_forged_moment_is_none(self, send, opened):
        assert send(elapsed="", opened=opened).status_code == 403

    def test_three_links_are_a_source_and_four_are_an_advertisement(self, send):
        link = "https://a.example/x "
        assert send(message=link * 3).status_code == 201
        assert send(message=link * 4).status_code == 403
        assert send(message="www.a.example " * 2, suggestion="//b.example HTTP://c.example").status_code == 403


class TestBlockList:
    @pytest.mark.parametrize(
        "kind, value, fields",
        [
            ("words", "Cheap Pills", {"message": "buy cheap pills now"}),
            ("words", "ПІГУЛКИ", {"suggestion": "дешеві пігулки"}),
            ("email", "Bad@Mail.example", {"email": "bad@mail.example"}),
            ("email", "@mail.example", {"email": "any@MAIL.example"}),
            ("email", "mail.example", {"email": "any@mail.example"}),
            ("domain", "Shop.example", {"message": "see https://www.shop.example/now"}),
            ("domain", "shop.example", {"message": "see www.shop.example."}),
        ],
    )
    def test_what_is_on_it_is_refused_and_counted(self, send, kind, value, fields):
        Block.objects.create(kind=kind, value=value)
        assert send(**fields).status_code == 403
        assert Block.objects.get().hits == 1

    @pytest.mark.parametrize(
        "kind, value, fields",
        [
            ("email", "bad@mail.example", {"email": "not.bad@mail.example"}),
            ("email", "mail.example", {"email": "any@gmail.example"}),
            ("domain", "shop.example", {"message": "https://workshop.example/"}),
            ("words", "pills", {"message": "pillars"}),
        ],
    )
    def test_what_is_like_it_is_not(self, send, kind, value, fields):
        Block.objects.create(kind=kind, value=value)
        assert send(**fields).status_code == 201

    def test_it_learns_from_what_was_unwanted_but_never_our_own_site(self, article):
        words = "Buy at https://shop.example/a, not at http://localhost:8000/."
        found = report(article, message=words, email="Bad@mail.example", sender="f" * 32)
        spam.learn(found)
        assert {(block.kind, block.value) for block in Block.objects.all()} == {
            ("domain", "shop.example"),
            ("email", "bad@mail.example"),
            ("sender", "f" * 32),
        }

    def test_a_blocked_sender_is_free_again_when_the_fingerprint_is(self, article):
        Block.objects.create(kind="sender", value="f" * 32)
        Block.objects.create(kind="words", value="pills")
        Block.objects.update(made_at=timezone.now() - timedelta(days=2))
        blocklist.forget_senders(timezone.now() - timedelta(days=1))
        assert [block.kind for block in Block.objects.all()] == ["words"]
