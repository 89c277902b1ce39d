"""What patrons decide: who is let in, that each has one vote, that nobody sees it, and what came of it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

import articles.actions
from press.models import Tally
from support import actions, jobs
from support.errors import BallotIsClosed
from support.models import Pass, Patron, Topic, Vote
from tests import make
from tests.support.make_ballot import address, ballot, close, patron, secret, tier

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def paper():
    return make.publication(name="The Landing", patrons_email="patrons@landing.example")


def votes(found) -> dict[str, int]:
    return {topic.title: topic.number for topic in found.topics.with_votes().in_order()}


def choose(client, where: str, title: str, **fields):
    topic = Topic.objects.get(title=title)
    return client.post(where, {"vote": "1", "topic": topic.pk, **fields})


def ask(client, found, email: str, **fields):
    return client.post(f"/support/topics/{found.pk}/letter/", {"email": email, "elapsed": 5000, **fields})


class TestLetters:
    def test_a_patron_is_let_in_by_a_letter(self, client, run_jobs, mailoutbox):
        found = ballot()
        patron(language="en")
        answer = ask(client, found, "DARYNA@paper.example")
        assert answer.status_code == 302
        run_jobs()
        (letter,) = mailoutbox
        assert letter.to == ["daryna@paper.example"]
        assert letter.reply_to == ["patrons@landing.example"]
        where = re.search(r"http://localhost:8000(/support/topics/\S+)", letter.body)[1]
        assert client.get(where).status_code == 200
        assert choose(client, where, "Rain").status_code == 302
        assert votes(found) == {"Rain": 1, "Graves": 0}

    @pytest.mark.parametrize("email", ["daryna@paper.example", "nobody@paper.example", "ended@paper.example"])
    def test_all_addresses_get_the_same_answer_by_the_same_work(
        self, client, email, django_assert_num_queries, mailoutbox
    ):
        found = ballot()
        patron()
        patron("ended@paper.example", until_date="2026-02-01")
        client.get(f"/support/topics/{found.pk}/")
        with django_assert_num_queries(9):
            answer = ask(client, found, email)
        assert (answer.status_code, answer.url) == (302, f"/support/topics/{found.pk}/letter/sent/")
        assert client.get(answer.url).status_code == 200
        assert not Pass.objects.exists()
        assert mailoutbox == []
        kept = [*DBTaskResult.objects.values_list("args_kwargs"), *Tally.objects.values_list("key")]
        assert email not in str(kept)

    def test_only_patrons_who_may_vote_are_written_to(self, client, run_jobs, mailoutbox):
        helm, found = tier(), ballot()
        found.tiers.set([helm])
        patron("helm@paper.example", tier=helm)
        patron("none@paper.example")
        patron("ended@paper.example", tier=helm, until_date="2026-02-01")
        for email in ("helm", "none", "ended", "nobody"):
            ask(client, found, f"{email}@paper.example")
        run_jobs()
        assert [letter.to for letter in mailoutbox] == [["helm@paper.example"]]

    def test_a_letter_is_in_the_language_of_the_patron(self, client, run_jobs, mailoutbox):
        patron(language="uk")
        ask(client, ballot(question="Що далі?"), "daryna@paper.example")
        run_jobs()
        assert "Що далі?" in mailoutbox[0].subject

    def test_nobody_is_flooded_with_letters(self, client):
        found = ballot()
        statuses = [ask(client, found, "daryna@paper.example").status_code for _time in range(7)]
        assert statuses == [302] * 6 + [429]

    @pytest.mark.parametrize(
        "fields, status",
        [
            ({"email": "no address"}, 400),
            ({"email": "a@b.example\0"}, 400),
            ({"website": "http://spam.example"}, 403),
            ({"elapsed": 100}, 403),
            ({"elapsed": "x"}, 400),
        ],
    )
    def test_what_is_wrong_with_the_form_is_said(self, client, fields, status):
        answer = ask(client, ballot(), **{"email": "daryna@paper.example"} | fields)
        assert answer.status_code == status
        assert 'role="alert"' in answer.content.decode() or 'class="error"' in answer.content.decode()

    def test_other_sites_cannot_ask(self, client):
        answer = client.post(f"/support/topics/{ballot().pk}/letter/", {}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403

    def test_a_closed_ballot_sends_no_letters(self, client):
        found = ballot()
        close(found)
        assert ask(client, found, "daryna@paper.example").status_code == 410


class TestVoting:
    def test_opening_a_letter_uses_nothing_up(self, client):
        found = ballot()
        where = address(patron(), found)
        for _time in range(3):
            assert client.get(where).status_code == 200
        assert choose(client, where, "Rain").status_code == 302

    def test_a_letter_is_good_for_one_vote(self, client):
        found = ballot()
        where = address(patron(), found)
        choose(client, where, "Rain")
        again = choose(client, where, "Graves")
        assert again.status_code == 410
        assert "This letter has been used" in again.content.decode()
        assert votes(found) == {"Rain": 1, "Graves": 0}

    def test_a_vote_can_be_changed_until_the_end(self, client):
        found, who = ballot(), patron()
        choose(client, address(who, found), "Rain")
        choose(client, address(who, found), "Graves")
        assert votes(found) == {"Rain": 0, "Graves": 1}
        where = address(who, found)
        close(found)
        late = choose(client, where, "Rain")
        assert late.status_code == 410
        assert "closed" in late.content.decode()
        assert votes(found) == {"Rain": 0, "Graves": 1}

    @pytest.mark.parametrize("forged", ["x", "A" * 32, "%00", "é" * 20])
    def test_forged_letters_are_refused_in_words(self, client, forged):
        found = ballot()
        for answer in (client.get(where := f"/support/topics/{found.pk}/vote/{forged}/"), client.post(where)):
            assert answer.status_code in (400, 404)
        assert not Vote.objects.exists()

    def test_a_letter_of_another_ballot_is_no_good(self, client):
        one, other = ballot("Rain"), ballot("Graves")
        where = f"/support/topics/{other.pk}/vote/{secret(patron(), one)}/"
        assert client.get(where).status_code == 404
        assert choose(client, where, "Graves").status_code == 404

    def test_an_old_letter_is_refused_in_words(self, client):
        found = ballot()
        where = address(patron(), found)
        with time_machine.travel(timezone.now() + timedelta(days=2, minutes=1)):
            answer = choose(client, where, "Rain")
        assert answer.status_code == 410
        assert "too old" in answer.content.decode()

    def test_whose_support_ended_meanwhile_has_no_vote(self, client):
        found, who = ballot(), patron()
        where = address(who, found)
        Patron.objects.update(until_date="2026-02-01")
        assert choose(client, where, "Rain").status_code == 410
        assert not Vote.objects.exists()

    @pytest.mark.parametrize("topic", ["", "x", "0", "999999", "9" * 40, "1\0"])
    def test_a_topic_that_is_not_there_cannot_be_chosen(self, client, topic):
        found = ballot()
        where = address(patron(), found)
        answer = client.post(where, {"vote": "1", "topic": topic})
        assert answer.status_code == 400
        assert 'role="alert"' in answer.content.decode()
        assert choose(client, where, "Rain").status_code == 302

    def test_a_topic_of_another_ballot_or_one_that_waits_cannot_be_chosen(self, client):
        found, other = ballot("Rain"), ballot("Graves")
        Topic.objects.create(ballot=found, title="Waiting")
        where = address(patron(), found)
        assert choose(client, where, "Graves").status_code == 400
        assert choose(client, where, "Waiting").status_code == 400
        assert votes(other) == {"Graves": 0}

    def test_before_it_opens_a_ballot_is_not_there(self, client):
        found = ballot(opens_at=timezone.now() + timedelta(hours=1))
        for where in ("", "letter/", f"vote/{secret(patron(), found)}/", "voted/"):
            assert client.get(f"/support/topics/{found.pk}/{where}").status_code == 404


class TestSecrecy:
    def test_nothing_that_is_kept_says_who_voted_for_what(self, client):
        found, who = ballot(), patron()
        choose(client, address(who, found), "Rain")
        cast = Vote.objects.values().get()
        assert set(cast) == {"voter", "topic_id"}
        assert re.fullmatch("[0-9a-f]{64}", cast["voter"])
        way = Pass.objects.values().get()
        assert way["patron_id"] is None
        assert not any(hasattr(value, "hour") for name, value in way.items() if name != "ends_at")
        assert not LogEntry.objects.exists()

    def test_the_desk_sees_no_votes_and_no_numbers_while_it_is_open(self, client):
        found = ballot()
        choose(client, address(patron(), found), "Rain")
        client.force_login(make.user(group="Publishers"))
        page = client.get(f"/admin/support/ballot/{found.pk}/change/").content.decode()
        assert "They are shown when the ballot has closed" in page
        assert client.get("/admin/support/vote/").status_code == 404
        close(found)
        assert "Rain: 1" in client.get(f"/admin/support/ballot/{found.pk}/change/").content.decode()

    def test_counting_burns_the_votes_and_keeps_the_numbers(self, client):
        found = ballot()
        for number in range(3):
            choose(client, address(patron(f"p{number}@paper.example"), found), ["Rain", "Rain", "Graves"][number])
        with pytest.raises(BallotIsClosed):
            actions.count_votes(found)
        close(found)
        before = client.get(f"/support/topics/{found.pk}/").content
        jobs.count_closed()
        jobs.count_closed()
        assert not Vote.objects.exists()
        assert not Pass.objects.exists()
        assert votes(found) == {"Rain": 2, "Graves": 1}
        assert client.get(f"/support/topics/{found.pk}/").content == before


class TestProposals:
    def test_a_patron_proposes_and_votes_with_one_letter(self, client):
        found = ballot()
        where = address(patron(), found)
        answer = client.post(where, {"propose": "1", "title": "Empty <b>windows</b>", "description": "Why?"})
        assert answer.status_code == 302
        assert "looks at your proposal" in client.get(answer.url).content.decode()
        assert "windows" not in client.get(f"/support/topics/{found.pk}/").content.decode()
        assert client.post(where, {"propose": "1", "title": "Another"}).status_code == 410
        assert choose(client, where, "Rain").status_code == 302

    @pytest.mark.parametrize("fields", [{"title": ""}, {"title": "x" * 121}, {"title": "x", "description": "y" * 601}])
    def test_a_proposal_that_is_empty_or_too_long_is_shown_again(self, client, fields):
        answer = client.post(address(patron(), ballot()), {"propose": "1", **fields})
        assert answer.status_code == 400
        assert fields.get("description", fields["title"]) in answer.content.decode()
        assert not Topic.objects.waiting().exists()

    def test_where_none_are_wanted_none_are_taken(self, client):
        where = address(patron(), ballot(takes_proposals=False))
        assert "Propose" not in client.get(where).content.decode()
        assert client.post(where, {"propose": "1", "title": "Empty windows"}).status_code == 410

    def test_the_desk_puts_proposals_on_the_ballot_or_declines_them(self, client):
        found = ballot()
        good, bad = (Topic.objects.create(ballot=found, title=title, by_a_patron=True) for title in ("Good", "Bad"))
        client.force_login(make.user(group="Publishers"))
        start = client.get("/admin/").content.decode()
        assert "Good" in start
        assert "Bad" in start
        for verb, topic in (("accept", good), ("decline", bad)):
            client.post("/admin/support/topic/", {"action": verb, "_selected_action": topic.pk})
        page = client.get(f"/support/topics/{found.pk}/").content.decode()
        assert "Good" in page
        assert "Bad" not in page
        assert not Topic.objects.waiting().exists()


class TestReadersSee:
    def test_what_is_open_has_no_numbers_and_what_is_over_has(self, client):
        found = ballot("Rain", "Graves")
        choose(client, address(patron(), found), "Graves")
        page = client.get("/support/topics/").content.decode()
        assert "Rain" in page
        assert "1 vote" not in page
        close(found)
        page = client.get("/support/topics/").content.decode()
        assert "1 vote" in page
        assert "100 %" in page
        assert page.index("Graves") < page.index("Rain")

    def test_the_chosen_topic_leads_to_the_article_that_came_of_it(self, client):
        found, story = ballot("Rain"), make.live(headline="Where the rain goes")
        draft = make.article(headline="Not yet")
        Topic.objects.update(article=story)
        close(found)
        page = client.get("/support/topics/").content.decode()
        assert "You asked, we covered" in page
        assert f'href="{story.path}"' in page
        Topic.objects.update(article=draft)
        assert "Not yet" not in client.get("/support/topics/").content.decode()
        Topic.objects.update(article=story)
        articles.actions.withdraw(story, by=make.user(), note="It was not so.")
        assert "Where the rain goes" not in client.get("/support/topics/").content.decode()

    def test_pages_know_when_a_ballot_opens_and_closes(self):
        now = timezone.now()
        first = ballot(opens_at=now + timedelta(hours=1), closes_at=now + timedelta(hours=3))
        second = ballot(opens_at=now - timedelta(hours=1), closes_at=now + timedelta(hours=2))
        assert jobs.ballots(now) == first.opens_at
        assert jobs.ballots(first.opens_at) == second.closes_at
        assert jobs.ballots(second.closes_at) == first.closes_at
        assert jobs.ballots(first.closes_at) is None

    def test_public_pages_ask_the_database_a_few_things_only(self, client, django_assert_max_num_queries):
        for number in range(4):
            close(ballot(f"Topic {number}"))
        with django_assert_max_num_queries(16):
            client.get("/support/topics/")
