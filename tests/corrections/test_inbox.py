"""The inbox through its door: what is listed, what a page shows, and what a button does or says."""

from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
from django.utils import timezone
from django.utils.html import escape

import articles.actions
from articles.models import Revision
from corrections import actions
from corrections.admin.passage_page import address
from corrections.models import Correction, DeclineReason, Event, Passage, Report
from press.models import Block
from tests import make
from tests.corrections.make_report import fresh, report, reported, rewrite

pytestmark = pytest.mark.django_db
LIST = "/admin/corrections/passage/"
BODY = "<p>The bridg is old.</p>\n<p>It opened in 2019, the mayor said.</p>"


@pytest.fixture
def editor(client):
    editor = make.user("ed", group="Editors", first_name="Edna")
    client.force_login(editor)
    return editor


@pytest.fixture
def article():
    return make.live(headline="River bridge reopens", body=BODY)


def listed(client, query=""):
    """Return the quotes on a page of the list, in order."""
    answer = client.get(LIST + query)
    assert answer.status_code == 200
    return [row.passage.quote for row in answer.context["cl"].rows]


def press(client, passage, do, *, view="", **typed):
    """Press a button on the page of a passage as it was just opened, with `typed` over what stands there."""
    page = client.get(address(passage, view))
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    data = {name: str(value) for name, value in shown.items() if value not in (None, False, "")}
    return client.post(address(passage, view), data | typed | {"do": do})


class TestTheList:
    def test_one_row_a_passage_says_how_many_readers(self, client, editor, article):
        reported(article, "bridg")
        report(article, "bridg")
        assert listed(client) == ["bridg"]
        assert "2 readers" in client.get(LIST).content.decode()

    def test_what_waits_longest_comes_first_and_what_is_decided_is_elsewhere(self, client, editor, article):
        reported(article, "2019")
        old = reported(article, "bridg")
        Passage.objects.filter(pk=old.pk).update(first_received_at=timezone.now() - timedelta(days=3))
        actions.decline(reported(article, "the mayor"), by=editor, words="No.")
        assert listed(client) == ["bridg", "2019"]
        assert listed(client, "?view=all") == ["the mayor", "bridg", "2019"]
        assert listed(client, "?status=declined") == ["the mayor"]

    def test_what_waits_too_long_is_marked(self, client, editor, article):
        old = reported(article, "bridg")
        assert "Overdue</span>" not in client.get(LIST).content.decode()
        Passage.objects.filter(pk=old.pk).update(first_received_at=timezone.now() - timedelta(days=3))
        assert "Overdue</span>" in client.get(LIST).content.decode()

    def test_saved_views(self, client, editor, article):
        fact = reported(article, "2019", kind="fact")
        mine = actions.assign(reported(article, "bridg"), to=editor, by=editor)
        Passage.objects.filter(pk=mine.pk).update(first_received_at=timezone.now() - timedelta(days=3))
        actions.propose(fact, wording="2021", by=editor)
        views = {
            name: listed(client, f"?view={name}") for name in ("mine", "unassigned", "overdue", "facts", "proposed")
        }
        assert views == {
            "mine": ["bridg"],
            "unassigned": ["2019"],
            "overdue": ["bridg"],
            "facts": ["2019"],
            "proposed": ["2019"],
        }
        counts = {str(view["label"]): view["count"] for view in client.get(LIST).context["cl"].views}
        assert (counts["Waiting"], counts["Mine"], counts["All"]) == ("2", "1", "")

    def test_filters_stand_in_the_address(self, client, editor, article):
        reported(article, "2019", kind="fact")
        reported(article, "bridg", email="r@example.org")
        reported(article, "River", part="headline")
        assert listed(client, "?kind=fact") == ["2019"]
        assert listed(client, "?reply=wanted") == ["bridg"]
        assert listed(client, "?part=headline") == ["River"]
        assert listed(client, "?kind=nonsense") == listed(client)

    @pytest.mark.parametrize(
        "words", ["bridg", "BRIDG", "river reopens", "wanting", "Рита", "рита", "r@example.org", "R@Example.Org"]
    )
    def test_it_is_found_by_words_headline_name_and_address(self, client, editor, article, words):
        reported(article, "bridg", message="A letter is wanting.", name="Рита", email="r@example.org")
        reported(make.live(headline="Trams", body="<p>Trams run.</p>"), "Trams", message="x")
        assert listed(client, f"?q={words}") == ["bridg"]

    def test_it_is_found_by_its_receipt(self, client, editor, article):
        sent = report(article, "bridg")
        report(article, "2019")
        assert listed(client, f"?q={sent.receipt}") == ["bridg"]

    @pytest.mark.parametrize("words", ["%", "_", "'", '"', "a@", "999999-99999999999999999999", "\\", "(" * 300])
    def test_strange_words_find_nothing_and_break_nothing(self, client, editor, article, words):
        reported(article, "bridg", message="")
        assert listed(client) == ["bridg"]
        assert listed(client, "?" + urlencode({"q": words})) == []

    def test_a_search_that_cannot_be_is_refused_in_words(self, client, editor, article):
        reported(article, "bridg", message="")
        answer = client.get(LIST, {"q": "\0"})
        assert [str(message) for message in answer.context["messages"]] == ["Null characters are not allowed."]

    def test_a_list_takes_as_many_queries_for_forty_as_for_one(self, client, editor, django_assert_max_num_queries):
        reported(make.live(body="<p>One word.</p>"), "One")
        client.get(LIST)
        with django_assert_max_num_queries(17):
            client.get(LIST)
        for number in range(30):
            reported(make.live(body=f"<p>Word {number}.</p>"), "Word", suggestion="Words", email="r@example.org")
        with django_assert_max_num_queries(17):
            client.get(LIST)

    def test_the_menu_and_the_start_page_tell_what_waits(self, client, editor, article):
        reported(article, "bridg", suggestion="bridge")
        page = client.get("/admin/").content.decode()
        assert "Reports <b>1</b>" in page
        assert "<del>bridg</del><ins>bridge</ins>" in page


class TestSeveralAtOnce:
    def decide(self, client, do, *passages, **more):
        chosen = [f"{passage.pk}.{passage.version}" for passage in passages]
        return client.post(f"{LIST}?kind=typo", {"do": do, "chosen": chosen} | more, follow=True)

    def test_they_can_be_taken(self, client, editor, article):
        self.decide(client, "take", reported(article, "bridg"), reported(article, "2019"))
        assert list(Passage.objects.values_list("assignee__first_name", flat=True)) == ["Edna", "Edna"]

    def test_they_can_be_declined_with_a_reason_only(self, client, editor, article):
        passage = reported(article, "bridg")
        assert "Choose a reason" in self.decide(client, "decline", passage).content.decode()
        self.decide(client, "decline", passage, reason=DeclineReason.objects.first().pk)
        assert fresh(passage).status == "declined"

    def test_what_somebody_was_faster_with_is_told_and_the_rest_is_done(self, client, editor, article):
        first, second = reported(article, "bridg"), reported(article, "2019")
        actions.decline(fresh(first), by=make.user("olha", first_name="Olha"), words="No.")
        answer = self.decide(client, "spam", first, second)
        page = unescape(answer.content.decode())
        assert "1 report done." in page and "“bridg”: Olha worked on this passage" in page
        assert (fresh(first).status, fresh(second).status) == ("declined", "spam")

    @pytest.mark.parametrize("chosen", [[], ["x"], ["1"], ["1.2.3"], ["99999999999999999999.1"], ["1.x"]])
    def test_nonsense_is_refused_in_words(self, client, editor, chosen):
        answer = client.post(LIST, {"do": "spam", "chosen": chosen}, follow=True)
        assert "Tick the reports that are meant." in answer.content.decode()


class TestThePage:
    def test_the_passage_stands_in_its_place_and_readers_words_beside_it(self, client, editor, article):
        passage = reported(article, "bridg", suggestion="bridge", message="A letter.", name="Rita")
        page = client.get(address(passage)).content.decode()
        assert "The <mark>bridg</mark> is old." in page
        assert "It opened in 2019, the mayor said." in page
        assert "<del>bridg</del><ins>bridge</ins>" in page
        assert all(words in page for words in ("A letter.", "Rita", "#:~:text=The-,bridg,-is%20old.", "#find=bridg"))

    def test_what_changed_since_is_shown_with_both_wordings(self, client, editor, article):
        passage = reported(article, "opened in 2019")
        articles.actions.publish(rewrite(article, body=BODY.replace("2019", "2020")), by=editor, reason="A slip.")
        page = client.get(address(passage)).content.decode()
        assert "The passage changed since it was reported." in page
        assert "opened in <del>2019</del><ins>2020</ins>" in page
        assert "A slip." in page

    def test_what_is_gone_is_shown_where_it_was(self, client, editor, article):
        passage = reported(article, "The bridg is old.")
        articles.actions.publish(rewrite(article, body="<p>It opened in 2019, the mayor said.</p>"), by=editor)
        page = client.get(address(passage)).content.decode()
        assert "These words are gone from the article." in page
        assert "<mark>The bridg is old.</mark>" in page
        assert 'value="fix"' not in page

    def test_a_suggestion_for_words_that_are_gone_is_told_and_nothing_is_filled_in(self, client, editor, article):
        passage = reported(article, "bridg", suggestion="bridge")
        articles.actions.publish(rewrite(article, body="<p>All is new.</p>"), by=None)
        actions.anchor_again(article)
        page = client.get(address(fresh(passage)))
        assert "<ins>bridge</ins>" in page.content.decode()
        assert page.context["form"]["wording"].value() == ""

    def test_hostile_markup_is_text_in_every_field(self, client, editor):
        evil = "\"><img src=x onerror=alert(1)><script>alert(2)</script>'{{ 7|add:7 }}"
        article = make.live(headline=evil, standfirst=evil, body=f"<p>{escape(evil)} here.</p>")
        passage = reported(article, "onerror=alert(1)", message=evil, suggestion=evil, name=evil[:120])
        actions.add_note(passage, by=editor, text=evil)
        actions.propose(fresh(passage), wording=evil, by=editor)
        press(client, passage, "decline", words=evil)
        actions.reopen(fresh(passage), by=editor, note=evil)
        for page in (address(passage), LIST, "/admin/", f"{LIST}?view=all"):
            html = client.get(page).content.decode()
            assert "<img src=x" not in html and "<script>alert" not in html
            assert "alert(2)" in html and "14" not in html.partition("{{")[2][:9]

    def test_a_page_takes_few_queries_however_many_readers(
        self, client, editor, article, django_assert_max_num_queries
    ):
        passage = reported(article, "bridg", suggestion="bridge")
        for number in range(12):
            report(article, "bridg", email=f"r{number}@example.org")
        client.get(address(passage))
        with django_assert_max_num_queries(26):
            client.get(address(passage))

    def test_other_reports_on_the_article_are_listed_what_waits_first(self, client, editor, article):
        actions.decline(reported(article, "the mayor"), by=editor, words="No.")
        passage = reported(article, "bridg")
        reported(article, "2019")
        others = client.get(address(passage)).context["case"].others
        assert [other.quote for other in others] == ["2019", "the mayor"]

    @pytest.mark.parametrize("pk", ["0", "x", "999999", "99999999999999999999"])
    def test_a_report_that_is_not_there_is_not_found(self, client, editor, pk):
        assert client.get(f"{LIST}{pk}/change/").status_code == 404


class TestFixing:
    def test_one_button_mends_publishes_and_answers(self, client, editor, article):
        passage = reported(article, "bridg", suggestion="bridge")
        answer = press(client, passage, "fix", view="mine")
        assert (answer.status_code, answer.url) == (302, address(passage, "mine"))
        assert "The bridge is old." in Revision.objects.live().get().body
        assert (fresh(passage).status, Correction.objects.count()) == ("accepted", 0)
        page = client.get(answer.url).content.decode()
        assert "Put right." in page and "Take back" in page

    def test_words_that_were_taken_out_are_told_and_can_be_taken_back(self, client, editor, article):
        passage = reported(article, ", the mayor said")
        assert press(client, passage, "fix", wording="").status_code == 302
        assert Revision.objects.live().get().body == BODY.replace(", the mayor said", "")
        assert "These words are gone from the article." in client.get(address(passage)).content.decode()
        assert press(client, passage, "reopen", why="She did say so.").status_code == 302
        assert fresh(passage).closed_at is None

    def test_a_fact_comes_with_a_notice_drafted_from_old_and_new(self, client, editor, article):
        passage = reported(article, "2019", suggestion="2021", kind="fact")
        press(client, passage, "fix")
        notice = Correction.objects.get()
        assert notice.text == "An earlier version of this article said “2019”. It is “2021”."
        assert (notice.kind, notice.was, notice.now) == ("correction", "2019", "2021")

    def test_the_draft_is_in_the_language_of_the_article(self, client, editor):
        passage = reported(make.live(body="<p>У 2019 році.</p>", language="uk"), "2019", suggestion="2021", kind="fact")
        press(client, passage, "fix")
        assert Correction.objects.get().text == "У попередній версії цієї статті було: «2019». Правильно: «2021»."

    def test_a_draft_that_nobody_touched_follows_the_wording(self, client, editor, article):
        passage = reported(article, "2019", suggestion="2021", kind="fact")
        press(client, passage, "fix", wording="2022")
        assert Correction.objects.get().text.endswith("It is “2022”.")

    def test_a_notice_that_nobody_has_read_is_shown_before_it_is_published(self, client, editor, article):
        passage = reported(article, "2019", kind="fact")
        answer = press(client, passage, "fix", wording="2021")
        assert (answer.status_code, Correction.objects.count()) == (409, 0)
        assert answer.context["form"]["notice"].value().endswith("It is “2021”.")

    @pytest.mark.parametrize("notice", ["", "We had the year wrong.", "x" * 4001])
    def test_a_minor_fix_tells_nobody_of_a_notice_that_the_page_hides(self, client, editor, article, notice):
        passage = reported(article, "2019", suggestion="2021", kind="fact")
        press(client, passage, "fix", publish_as="minor", **({"notice": notice} if notice else {}))
        done = Revision.objects.live().get()
        assert (done.kind, done.reason, Correction.objects.count()) == ("minor", "A small mistake was mended.", 0)
        page = client.get(f"{article.path}history/").content.decode()
        assert "A small mistake was mended." in page
        assert "An earlier version" not in page and "the year wrong" not in page

    def test_a_notice_that_was_typed_is_there_again_if_a_minor_fix_is_refused(self, client, editor, article):
        passage = reported(article, "bridg", suggestion="bridge")
        rewrite(article, headline="Not yet")
        answer = press(client, passage, "fix", publish_as="minor", notice="We had the name wrong.")
        assert (answer.status_code, answer.context["form"]["notice"].value()) == (409, "We had the name wrong.")

    def test_a_notice_of_ones_own_stays(self, client, editor, article):
        passage = reported(article, "2019", suggestion="2021", kind="fact")
        press(client, passage, "fix", wording="2022", notice="Mine.", publish_as="editors-note")
        assert (Correction.objects.get().text, Correction.objects.get().kind) == ("Mine.", "editors-note")

    def test_what_most_readers_suggest_is_offered(self, client, editor, article):
        passage = reported(article, "bridg", suggestion="brigde")
        report(article, "The bridg is", suggestion="The bridge is")
        report(article, "bridg is", suggestion="bridge is")
        assert client.get(address(passage)).context["form"]["wording"].value() == "bridge"

    def test_other_changes_are_told_of_before_and_asked_about(self, client, editor, article):
        passage = reported(article, "bridg", suggestion="bridge")
        rewrite(article, headline="Not yet")
        page = client.get(address(passage)).content.decode()
        assert "The working copy holds other changes" in page
        assert "River bridge reopens" in page and "Not yet" not in page
        answer = press(client, passage, "fix", wording="bridge, so", words="Thanks")
        assert (answer.status_code, Revision.objects.count()) == (409, 1)
        form = answer.context["form"]
        assert (form["wording"].value(), form["words"].value()) == ("bridge, so", "Thanks")
        press(client, passage, "fix", others="leave")
        assert Revision.objects.live().get().headline == "River bridge reopens"

    def test_where_the_mistake_may_still_stand_is_said(self, client, editor, article):
        passage = reported(article, "bridg", suggestion="bridge")
        rewrite(article, body="<p>Quite another text.</p>")
        press(client, passage, "fix", others="leave")
        assert "The working copy words this passage otherwise" in client.get(address(passage)).content.decode()

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"wording": "bridg"}, "stands there already"),
            ({"wording": "a\nb"}, "join or split paragraphs"),
            ({"wording": "bridge", "publish_as": "correction", "notice": " "}, "A notice says what was wrong"),
            ({"wording": "\0"}, "Not yet."),
            ({"wording": "bridge", "publish_as": "retraction"}, "Not yet."),
            ({"wording": "x" * 20_001}, "Not yet."),
            ({"wording": "bridge", "version": "99999999999999999999"}, "worked on this passage|changed while|reported"),
        ],
    )
    def test_what_stands_in_the_way_is_said_and_nothing_typed_is_lost(self, client, editor, article, typed, sentence):
        passage = reported(article, "bridg")
        answer = press(client, passage, "fix", words="Thank you", **typed)
        page = unescape(answer.content.decode())
        assert answer.status_code in (409, 422)
        assert any(one in page for one in sentence.split("|"))
        assert "Thank you" in page
        assert Revision.objects.count() == 1

    def test_a_passage_that_reads_otherwise_by_now_is_shown_as_it_reads(self, client, editor, article):
        passage = reported(article, "bridg", suggestion="bridge")
        page = client.get(address(passage))
        form = page.context["form"]
        typed = {name: form[name].value() for name in ("version", "seen", "wording", "publish_as")}
        articles.actions.publish(rewrite(article, body=BODY.replace("bridg", "brigd")), by=editor)
        answer = client.post(address(passage), typed | {"do": "fix"})
        assert (answer.status_code, "The passage now reads: “brigd”" in unescape(answer.content.decode())) == (
            409,
            True,
        )
        typed = {name: answer.context["form"][name].value() for name in ("version", "seen", "wording", "publish_as")}
        client.post(address(passage), typed | {"do": "fix"})
        assert "The bridge is old." in Revision.objects.live().get().body

    def test_the_second_editor_is_told_and_can_copy_what_was_typed(self, client, editor, article):
        passage = reported(article, "bridg")
        form = client.get(address(passage)).context["form"]
        typed = {name: form[name].value() for name in ("version", "seen")} | {"wording": "My long wording", "do": "fix"}
        actions.decline(fresh(passage), by=make.user("olha", first_name="Olha"), words="No.")
        answer = client.post(address(passage), typed)
        page = unescape(answer.content.decode())
        assert answer.status_code == 409
        assert "Olha worked on this passage while you were looking at it: declined." in page
        assert "My long wording" in page
        assert Event.objects.filter(action="applied").count() == 0


class TestOtherButtons:
    def test_declining(self, client, editor, article):
        passage = reported(article, "bridg")
        assert press(client, passage, "decline").status_code == 409
        reason = DeclineReason.objects.get(name="A quotation")
        press(client, passage, "decline", reason=reason.pk, words="Sorry.")
        one = Report.objects.get()
        assert (one.status, one.reason, one.reply) == ("declined", reason, "Sorry.")

    def test_reasons_are_offered_in_the_language_of_the_article(self, client, editor):
        passage = reported(make.live(body="<p>Мост.</p>", language="uk"), "Мост")
        assert "Питання стилю" in client.get(address(passage)).content.decode()

    def test_put_right_already_with_its_notice(self, client, editor, article):
        passage = reported(article)
        notice = actions.announce(article.revisions.get(), kind="correction", text="It was 2021.", by=editor)
        press(client, passage, "accept", correction=notice.pk, words="Thanks.")
        one = Report.objects.get()
        assert (one.status, one.correction, one.settled_in) == ("accepted", notice, article.revisions.get())

    def test_duplicate(self, client, editor, article):
        passage, other = reported(article, "bridg"), reported(article, "2019")
        assert press(client, passage, "duplicate").status_code == 409
        press(client, passage, "duplicate", duplicate_of=other.pk)
        assert fresh(passage).duplicate_of == other

    @pytest.mark.parametrize(("block", "blocked"), [({}, 0), ({"block": "on"}, 1)])
    def test_spam_with_and_without_the_block_list(self, client, editor, article, block, blocked):
        passage = reported(article, "bridg", email="buy@example.org")
        form = client.get(address(passage)).context["form"]
        client.post(address(passage), {"version": form["version"].value(), "do": "spam"} | block)
        assert (fresh(passage).status, Block.objects.count()) == ("spam", blocked)

    def test_assigning_taking_and_noting_keep_what_is_typed_elsewhere(self, client, editor, article):
        passage = reported(article, "bridg")
        answer = press(client, passage, "note", note="Ask Olha.", wording="half a word")
        assert (answer.status_code, answer.context["form"]["wording"].value()) == (200, "half a word")
        assert not answer.context["form"]["note"].value()
        answer = press(client, passage, "take", wording="half a word")
        assert answer.context["form"]["wording"].value() == "half a word"
        assert fresh(passage).assignee == editor
        assert press(client, passage, "assign", assignee="").status_code == 302
        assert fresh(passage).assignee is None

    def test_taking_back(self, client, editor, article):
        passage = actions.decline(reported(article, "bridg"), by=editor, words="No.")
        press(client, passage, "reopen")
        assert fresh(passage).status == "new"
        assert fresh(passage).events.last().note == "Decided by mistake."

    def test_the_next_report_of_the_view_is_offered(self, client, editor, article):
        passage = reported(article, "bridg", kind="fact")
        reported(article, "the mayor")
        later = reported(article, "2019", kind="fact")
        answer = client.get(address(passage, "facts"))
        assert answer.context["next"] == address(later, "facts")
        press(client, later, "decline", words="No.")
        press(client, passage, "decline", words="No.")
        assert client.get(address(passage, "facts")).context["next"] == ""


class TestWhoMay:
    def test_moderators_decide_and_propose_but_do_not_publish(self, client, article):
        client.force_login(make.user(group="Moderators"))
        passage = reported(article, "bridg", suggestion="bridge")
        page = client.get(address(passage)).content.decode()
        assert "Propose to an editor" in page and 'value="fix"' not in page
        assert press(client, passage, "fix").status_code == 403
        press(client, passage, "propose")
        assert (fresh(passage).proposal, Revision.objects.count()) == ("bridge", 1)

    def test_an_editor_finds_the_proposal_filled_in(self, client, editor, article):
        passage = actions.propose(reported(article, "bridg", suggestion="brigde"), wording="bridge", by=editor)
        assert client.get(address(passage)).context["form"]["wording"].value() == "bridge"

    @pytest.mark.parametrize("group", ["Reporters", ""])
    def test_others_see_nothing(self, client, article, group):
        client.force_login(make.user(group=group))
        passage = reported(article, "bridg")
        assert client.get(LIST).status_code == 403
        assert client.get(address(passage)).status_code == 403
        assert client.post(address(passage), {"do": "spam"}).status_code == 403
        assert client.post(LIST, {"do": "spam"}).status_code == 403
        assert "Readers’ reports" not in client.get("/admin/").content.decode()

    def test_those_who_may_only_look_cannot_decide(self, client, article):
        client.force_login(make.user(group="Publishers"))
        passage = reported(article, "bridg")
        assert 'name="do"' not in client.get(address(passage)).content.decode()
        assert press(client, passage, "spam").status_code == 403
        assert client.post(LIST, {"do": "spam", "chosen": ["1.1"]}).status_code == 403

    @pytest.mark.parametrize("door", ["add/", "{}/delete/"])
    def test_nobody_adds_or_deletes_reports_here(self, client, article, door):
        client.force_login(make.user(is_superuser=True))
        assert client.get(LIST + door.format(reported(article, "bridg").pk)).status_code == 403


class TestPeople:
    @pytest.fixture
    def publisher(self, client):
        client.force_login(make.user(group="Publishers"))

    def test_all_that_is_kept_of_one_person_is_handed_out(self, client, publisher, article):
        sent = report(article, "bridg", name="Rita", email="r@example.org", message="A letter.")
        report(article, "2019", email="other@example.org")
        answer = client.post(f"{LIST}person/", {"email": "R@example.org", "do": "hand-out"})
        assert "attachment" in answer["Content-Disposition"]
        [record] = answer.json()["reports"]
        assert (record["receipt"], record["name"], record["message"]) == (sent.receipt, "Rita", "A letter.")

    def test_and_forgotten(self, client, publisher, article):
        report(article, "bridg", name="Rita", email="r@example.org")
        client.post(f"{LIST}person/", {"email": "r@example.org", "do": "erase"})
        assert (Report.objects.get().name, Report.objects.get().email) == ("", "")

    @pytest.mark.parametrize("email", ["nobody@example.org", "nonsense", ""])
    def test_an_address_that_nobody_has_is_told(self, client, publisher, email):
        assert client.post(f"{LIST}person/", {"email": email, "do": "erase"}).status_code == 422

    def test_it_is_for_those_who_handle_personal_data(self, client, editor):
        assert client.get(f"{LIST}person/").status_code == 403


class TestNoticesAtTheDesk:
    ADD = "/admin/corrections/correction/add/"

    def test_one_is_published_for_an_article(self, client, editor, article):
        client.post(self.ADD, {"article": article.pk, "kind": "editors-note", "text": "A note.", "_save": "1"})
        notice = Correction.objects.get()
        assert (notice.article, notice.revision, notice.made_by) == (article, article.revisions.get(), editor)

    def test_not_for_one_that_nobody_has_seen(self, client, editor):
        answer = client.post(self.ADD, {"article": make.article().pk, "kind": "correction", "text": "A note."})
        assert "No reader has seen this article yet" in answer.content.decode()
        assert not Correction.objects.exists()

    def test_it_is_withdrawn_with_a_reason_and_else_stays_as_it_is(self, client, editor, article):
        notice = actions.announce(article.revisions.get(), kind="correction", text="A note.", by=editor)
        door = f"/admin/corrections/correction/{notice.pk}/change/"
        client.post(door, {"withdrawn_because": " ", "text": "Another one."})
        notice.refresh_from_db()
        assert (notice.withdrawn_at, notice.text) == (None, "A note.")
        client.post(door, {"withdrawn_because": "It was right.", "text": "Another one."})
        notice.refresh_from_db()
        assert (notice.withdrawn_because, notice.text) == ("It was right.", "A note.")
        assert client.post(door, {"withdrawn_because": "Again."}).status_code == 403
        assert client.get(door).status_code == 200

    def test_nobody_deletes_one(self, client, article):
        client.force_login(make.user(is_superuser=True))
        notice = actions.announce(article.revisions.get(), kind="correction", text="A note.", by=None)
        assert client.get(f"/admin/corrections/correction/{notice.pk}/delete/").status_code == 403


def test_reasons_are_there_from_the_first_day():
    assert {one.language for one in DeclineReason.objects.all()} == {"en", "uk"}
