"""What came of appeals: counted exactly, by day, without knowing who; and compared in words."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from support import ab_test, actions, charts
from support.models import AppealCount
from tests import make

FIREFOX = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
OURS = FIREFOX | {"HTTP_SEC_FETCH_SITE": "same-origin"}
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def wording(db):
    make.publication()
    return make.appeal().variants.get()


def send(client, events, *, key=KEY, body=None, **headers):
    content = json.dumps({"key": key, "events": events}) if body is None else body
    return client.post("/support/counted/", content, content_type="text/plain", **OURS | headers)


def counts() -> dict:
    return dict(AppealCount.objects.values_list("event", "count"))


class TestCounting:
    def test_what_happened_is_counted_once_a_message(self, client, wording):
        events = [[wording.pk, "seen"], [wording.pk, "clicked"], [wording.pk, "seen"]]
        assert send(client, events).status_code == 204
        assert counts() == {"seen": 1, "clicked": 1}

    def test_a_message_that_comes_twice_counts_once(self, client, wording):
        for _turn in range(2):
            assert send(client, [[wording.pk, "seen"]]).status_code == 204
        assert counts() == {"seen": 1}

    @pytest.mark.parametrize("agent", ["", "Googlebot/2.1", "Mozilla/5.0 HeadlessChrome/140", "python-requests/2"])
    def test_robots_are_not_counted(self, client, wording, agent):
        assert send(client, [[wording.pk, "seen"]], HTTP_USER_AGENT=agent).status_code == 204
        assert counts() == {}

    def test_the_staff_are_not_counted(self, client, wording):
        client.force_login(make.user())
        assert send(client, [[wording.pk, "seen"]]).status_code == 204
        assert counts() == {}

    def test_other_sites_are_refused(self, client, wording):
        assert send(client, [[wording.pk, "seen"]], HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
        assert counts() == {}

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "null",
            "[]",
            "{",
            "[" * 4000,
            '{"key": 7, "events": []}',
            '{"key": "x", "events": []}',
            json.dumps({"key": KEY, "events": "seen"}),
            json.dumps({"key": KEY, "events": [["1", "seen"]]}),
            json.dumps({"key": KEY, "events": [[True, "seen"]]}),
            json.dumps({"key": KEY, "events": [[10**30, "seen"]]}),
            json.dumps({"key": KEY, "events": [[1, "bought"]]}),
            json.dumps({"key": KEY, "events": [[1, ["seen"]]]}),
            json.dumps({"key": KEY, "events": [[1, "seen"]] * 21}),
            "\x00",
        ],
    )
    def test_what_is_no_message_is_refused(self, client, wording, body):
        assert send(client, [], body=body).status_code == 400
        assert counts() == {}

    def test_too_long_a_message_is_refused(self, client, wording):
        assert send(client, [], body=" " * 70_000).status_code == 413

    def test_a_form_with_files_is_refused(self, client, wording):
        answer = client.post("/support/counted/", {"key": KEY}, **OURS)
        assert answer.status_code == 400

    def test_wordings_that_are_gone_are_passed_over(self, client, wording):
        assert send(client, [[wording.pk + 1, "seen"], [wording.pk, "seen"]]).status_code == 204
        assert counts() == {"seen": 1}

    def test_a_flood_from_one_sender_ends(self, client, wording):
        for number in range(actions.appeal_counts.FROM_ONE_SENDER):
            assert send(client, [[wording.pk, "seen"]], key=f"{number:032x}").status_code == 204
        answer = send(client, [[wording.pk, "seen"]])
        assert answer.status_code == 429
        assert int(answer["Retry-After"]) > 0

    def test_only_posts_are_taken(self, client, wording):
        assert client.get("/support/counted/").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_exactly():
    make.publication()
    wording = make.appeal().variants.get()

    def reader(number: int) -> None:
        try:
            actions.count([(wording.pk, "seen")], key=f"{number:032x}", sender=f"sender {number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(reader, range(40)))
    assert counts() == {"seen": 40}


class TestComparing:
    def test_intervals_are_those_of_the_literature(self):
        """The examples (a) and (b) of Newcombe's table II."""
        assert ab_test.newcombe(56, 70, 48, 80) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
        assert ab_test.newcombe(9, 10, 3, 10) == pytest.approx((0.6, 0.1705, 0.8090), abs=5e-5)
        assert ab_test.wilson(0, 10) == pytest.approx((0, 0.2775), abs=5e-5)

    def outcome(self, name, seen, clicked):
        return ab_test.Outcome(name, seen, clicked, 0, 0)

    @pytest.mark.parametrize(
        ("clicked", "words"),
        [(100, "“Loud” does better"), (20, "“Plain” does better"), (52, "That may be chance"), (50, "+0.0 percentage")],
    )
    def test_the_difference_is_said_with_its_uncertainty(self, db, clicked, words):
        (told,) = ab_test.sentences([self.outcome("Plain", 1000, 50), self.outcome("Loud", 1000, clicked)])
        assert words in told
        assert "with 95 % confidence" in told

    def test_nothing_is_said_of_what_nobody_has_seen(self):
        (told,) = ab_test.sentences([self.outcome("Plain", 1000, 50), self.outcome("Loud", 0, 0)])
        assert "cannot be compared yet" in told

    def test_every_dot_lies_on_the_chart_and_on_its_line(self):
        chart = charts.shares([self.outcome("Plain", 1, 1), self.outcome("Loud", 9000, 2), self.outcome("New", 0, 0)])
        assert len(chart.rows) == 2
        for row in chart.rows:
            assert chart.left <= row.low <= row.x <= row.high <= chart.right

    def test_the_desk_shows_numbers_chart_and_words(self, client, db):
        make.publication()
        client.force_login(make.user(group="Publishers"))
        appeal = make.appeal("Plain", "Loud")
        plain, loud = appeal.variants.listed()
        for variant, clicked in ((plain, 30), (loud, 60)):
            for event, number in (("seen", 1000), ("clicked", clicked), ("dismissed", 7), ("gives", 3)):
                AppealCount.objects.create(variant=variant, day="2026-01-01", event=event, count=number)
        html = client.get(reverse("admin:support_appeal_change", args=[appeal.pk])).content.decode()
        assert "“Loud” does better" in html
        assert 'class="shares"' in html
        assert "<td>1000</td><td>60</td><td>6.0\u00a0%</td>" in html
        assert "2000" in client.get(reverse("admin:support_appeal_changelist")).content.decode()
