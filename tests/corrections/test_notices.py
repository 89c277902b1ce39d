"""What we say in public: notices beside the article, the mended place, the list of all, and the figures behind them."""

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.utils import timezone

import articles.actions
from articles.models import Article
from corrections import actions, correction_marks, json_ld, notices, statistics
from corrections.models import Correction, Report
from masthead.models import PolicyPage
from press import richtext
from tests import make
from tests.corrections.make_report import report, rewrite

pytestmark = pytest.mark.django_db
BODY = "<p>The bridge was built in 1998 and mended in 1998.</p>\n<p>It cost 40 million.</p>"
MENDED = BODY.replace("mended in 1998", "mended in 2006")


@pytest.fixture
def editor():
    return make.user("olha")


@pytest.fixture
def article():
    return make.live(body=BODY)


def correct(article, editor, *, was="in 1998", now="in 2006", kind="correction", text="It was 2006.", body=MENDED):
    """Publish a mended text with its notice."""
    rewrite(article, body=body)
    revision = articles.actions.publish(
        Article.objects.get(pk=article.pk), by=editor, kind="correction", reason="A wrong year."
    )
    return actions.announce(revision, kind=kind, text=text, by=editor, was=was, now=now)


def page_of(client, address):
    return client.get(address).content.decode()


class TestBesideTheArticle:
    @pytest.mark.parametrize("kind", ["correction", "editors-note", "retraction"])
    def test_what_changes_the_facts_stands_before_the_text(self, client, article, editor, kind):
        notice = correct(article, editor, kind=kind)
        page = page_of(client, article.path)
        assert page.index(f'id="correction-{notice.pk}"') < page.index('data-part="text"')

    def test_a_clarification_waits_at_the_foot(self, client, article, editor):
        notice = correct(article, editor, kind="clarification")
        page = page_of(client, article.path)
        assert page.index(f'id="correction-{notice.pk}"') > page.index('data-part="text"')

    def test_a_notice_has_its_kind_date_address_and_words(self, client, article, editor):
        notice = correct(article, editor)
        page = page_of(client, article.path)
        assert "<strong>Correction</strong>" in page
        assert f'href="/corrections/{notice.pk}/"' in page
        assert "It was 2006." in page

    def test_a_notice_that_was_withdrawn_stays_and_says_why(self, client, article, editor):
        notice = correct(article, editor)
        actions.withdraw_notice(notice, by=editor, because="The first year was right.")
        page = page_of(client, article.path)
        assert "We have withdrawn this notice." in page
        assert "The first year was right." in page
        assert "mended-link" not in page

    def test_a_notice_to_come_is_not_shown(self, client, article, editor):
        notice = correct(article, editor)
        Correction.objects.update(published_at=timezone.now() + timedelta(hours=1))
        assert notice.text not in page_of(client, article.path)
        assert client.get(notice.get_absolute_url()).status_code == 404

    def test_in_the_history_it_stands_beside_the_step_it_came_with(self, client, article, editor):
        notice = correct(article, editor)
        steps = page_of(client, article.path + "history/").split('<li class="step"')
        assert f'id="correction-{notice.pk}"' in steps[1]
        assert "It was 2006." not in steps[2]

    def test_an_article_asks_one_query_for_all_its_notices(self, client, django_assert_num_queries, editor):
        image, hero = make.image(), make.image()
        figure = f'<figure class="news-image" data-image="{image.pk}" data-size="text"></figure>'
        article = make.live(
            body=BODY + figure, hero=hero, tags=["bridges"], bylines=[make.person()], section=make.section()
        )
        correct(article, editor, body=MENDED + figure)
        correct(article, editor, kind="clarification", text="More.", body=MENDED + figure, now="", was="")
        make.publication()
        with django_assert_num_queries(7):
            page = page_of(client, article.path)
        assert page.count('class="correction"') == 2

    def test_every_article_says_how_to_report_and_links_to_its_feed(self, client, article):
        page = page_of(client, article.path)
        link = f"/corrections/report/?article={article.pk}&amp;revision=1"
        assert page.count(link) == 2
        assert f'href="/corrections/feed/article/{article.pk}/"' in page
        assert client.get(unescape(link)).status_code == 200


class TestReadAlong:
    def test_notices_that_came_with_a_revision_are_those_of_the_table(self, article, editor, django_assert_num_queries):
        correct(article, editor)
        last = correct(article, editor, kind="clarification", text="“More” & <more>.")
        actions.withdraw_notice(last, by=editor, because="No.")
        revision = article.revisions.in_force().for_reading().with_what_others_say().get()
        with django_assert_num_queries(0):
            along = notices.of(revision)
        assert along == list(Correction.objects.newest()) == notices.of(article)

    def test_without_notices_there_are_none(self, article):
        assert notices.of(article.revisions.in_force().for_reading().with_what_others_say().get()) == []
        assert notices.of(article) == []


class TestMendedPlace:
    def test_it_is_marked_and_leads_to_the_notice(self, client, article, editor):
        notice = correct(article, editor)
        page = page_of(client, article.path)
        mark = '<mark class="mended">in 2006</mark><a class="mended-link" data-furniture href="#correction-'
        assert f"mended {mark}{notice.pk}" in page
        assert "built in 1998" in page

    def test_of_several_like_places_the_one_is_marked_that_changed(self, client, editor):
        years = "<p>In 1990 it was opened. In 2006 it was closed. In 1998 it was mended. In 2006 it was sold.</p>"
        article = make.live(body=years)
        correct(article, editor, was="In 1998", now="In 2006", body=years.replace("1998", "2006"))
        assert '<mark class="mended">In 2006</mark>' in page_of(client, article.path)
        assert 'closed. <mark class="mended">In 2006</mark>' in page_of(client, article.path)

    def test_it_is_marked_across_markup_and_keeps_links_whole(self, client, editor):
        before = '<p>See the <a href="https://a.example/">old <em>and new</em> report</a> of May.</p>'
        article = make.live(body=before)
        after = before.replace("and new", "and newest")
        correct(article, editor, was="new report of", now="newest report of", body=after)
        text = re.search(r'data-part="text">(.*?)<div class="report-rail"', page_of(client, article.path), re.DOTALL)[1]
        assert "<em>and <mark" in text
        assert ">newest</mark></em> <mark" in text
        assert "</a> <mark" in text
        assert text.index("</a>") < text.index("mended-link")

    def test_words_that_no_longer_stand_there_are_not_marked(self, client, article, editor):
        correct(article, editor)
        rewrite(article, body="<p>All of it was written anew.</p>")
        articles.actions.publish(Article.objects.get(pk=article.pk), by=editor)
        page = page_of(client, article.path)
        assert "mended-link" not in page
        assert "It was 2006." in page

    def test_a_mended_headline_is_not_looked_for_in_the_text(self, article, editor):
        rewrite(article, headline="It cost 40 million")
        revision = articles.actions.publish(Article.objects.get(pk=article.pk), by=editor)
        notice = actions.announce(
            revision, kind="correction", text="40.", by=editor, was="30", now="It cost 40 million"
        )
        assert notice.part == "headline"
        assert correction_marks.find(notice, revision) is None

    @pytest.mark.parametrize(
        "body",
        [
            "<ul><li>One <b>two</b></li><li>three four</li></ul>",
            "<p>One two<br>three &amp; four</p><blockquote><p>five</p></blockquote>",
            '<table><tbody><tr><td>One</td><td>two <a href="https://a.example/">three</a></td></tr></tbody></table>',
            "<p>One 😀 two</p><h2>three</h2><pre>four   five</pre>",
        ],
    )
    def test_marking_never_changes_the_words(self, client, editor, body):
        image = make.image()
        figure = f'<figure class="news-image" data-image="{image.pk}" data-size="text"></figure>'
        text = richtext.plain_text(richtext.clean(body))
        article = make.live(body=f"{figure}<p>Old words.</p>{body}", dateline="Kyiv")
        correct(article, editor, now=text, body=figure + body)
        page = page_of(client, article.path)
        inner = re.search(r'data-part="text">(.*?)<div class="report-rail"', page, re.DOTALL)[1]
        assert "mended-link" in inner
        assert richtext.text_on_page(inner) == text


class TestListOfAll:
    @pytest.fixture
    def years(self, article, editor):
        for kind, year in (("correction", 2024), ("clarification", 2025), ("correction", 2025)):
            notice = correct(article, editor, kind=kind, text=f"A {kind} of {year}.")
            moment = datetime(year, 12, 31, 22, 30, tzinfo=UTC)
            Correction.objects.filter(pk=notice.pk).update(published_at=moment)

    def shown(self, client, query=""):
        return re.findall(r"A (?:correction|clarification) of \d{4}", page_of(client, f"/corrections/{query}"))

    def test_the_newest_stand_first(self, client, years):
        assert self.shown(client) == ["A correction of 2025", "A clarification of 2025", "A correction of 2024"]

    def test_they_can_be_chosen_by_kind_and_year(self, client, years):
        assert self.shown(client, "?kind=correction") == ["A correction of 2025", "A correction of 2024"]
        assert self.shown(client, "?year=2025") == ["A correction of 2025", "A clarification of 2025"]
        assert self.shown(client, "?kind=clarification&year=2025") == ["A clarification of 2025"]
        assert self.shown(client, "?kind=retraction") == []

    def test_years_are_those_of_the_papers_calendar(self, client, years):
        make.publication(time_zone="Europe/Kyiv")
        assert self.shown(client, "?year=2024") == []
        assert self.shown(client, "?year=2026") == ["A correction of 2025", "A clarification of 2025"]

    @pytest.mark.parametrize("query", ["kind=x", "year=0000", "year=²²²²", "year=20", "page=0", "page=x", "page=9"])
    def test_what_there_is_not_is_not_found(self, client, article, query):
        assert client.get(f"/corrections/?{query}").status_code == 404

    @pytest.mark.parametrize("query", ["kind=%00", "year=%00", "page=%00", "kind=%ff"])
    def test_nothing_in_the_address_breaks_it(self, client, article, query):
        assert client.get(f"/corrections/?{query}").status_code == 404

    def test_an_empty_list_says_what_would_be_here(self, client, db):
        assert "We have had nothing to correct yet" in page_of(client, "/corrections/")

    def test_pages_keep_what_was_chosen(self, client, article, editor):
        notice = correct(article, editor)
        Correction.objects.bulk_create(
            Correction(article=article, revision=notice.revision, text=f"No. {n}", published_at=notice.published_at)
            for n in range(25)
        )
        assert 'href="?kind=correction&amp;page=2"' in page_of(client, "/corrections/?kind=correction")
        assert 'href="/corrections/?kind=correction"' in page_of(client, "/corrections/?kind=correction&page=2")

    def test_it_says_how_to_report_and_links_to_the_policy(self, client, db):
        PolicyPage.objects.create(title="Our way with mistakes", slug="mistakes", purpose="corrections")
        page = page_of(client, "/corrections/")
        assert "How to tell us" in page
        assert 'href="/about/mistakes/"' in page
        assert 'type="application/rss+xml"' in page

    def test_headlines_are_those_that_readers_saw(self, client, article, editor):
        notice = correct(article, editor)
        rewrite(article, headline="A secret scoop")
        for address in ("/corrections/", notice.get_absolute_url(), f"/corrections/report/?article={article.pk}"):
            assert "A secret scoop" not in page_of(client, address)
        assert "A secret scoop" not in page_of(client, report(article).get_absolute_url())


class TestPageOfANotice:
    def test_it_shows_old_and_new_words_in_their_context_and_leads_to_the_place(self, client, article, editor):
        page = page_of(client, correct(article, editor).get_absolute_url())
        assert "mended in <del>1998</del><ins>2006</ins>.</p>" in page
        assert f'href="{article.path}#:~:text=' in page
        assert f'href="{article.path}history/#revision-2"' in page

    def test_of_a_withdrawn_article_it_stays(self, client, article, editor):
        notice = correct(article, editor, kind="retraction")
        articles.actions.withdraw(Article.objects.get(pk=article.pk), by=editor, note="Untrue.")
        page = client.get(notice.get_absolute_url())
        assert page.status_code == 200
        assert "Go to the place" not in page.content.decode()

    @pytest.mark.parametrize("number", ["0", "987654", "9" * 30])
    def test_what_there_is_not_is_not_found(self, client, db, number):
        assert client.get(f"/corrections/{number}/").status_code == 404


class TestForMachines:
    def test_notices_that_hold_are_correction_comments(self, article, editor):
        notice = correct(article, editor)
        gone = correct(article, editor, text="Something else.")
        actions.withdraw_notice(gone, by=editor, because="No.")
        assert json_ld.comments(article) == [
            {
                "@type": "CorrectionComment",
                "@id": f"http://localhost:8000/corrections/{notice.pk}/",
                "url": f"http://localhost:8000/corrections/{notice.pk}/",
                "text": "It was 2006.",
                "datePublished": notice.published_at.isoformat(),
            }
        ]

    def test_the_article_says_so_in_its_structured_data(self, client, article, editor):
        correct(article, editor, text="Not </script> but 2006.")
        page = page_of(client, article.path)
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
        story = next(one for one in data["@graph"] if one["@type"] == "NewsArticle")
        assert [comment["text"] for comment in story["correction"]] == ["Not </script> but 2006."]
        assert story["dateModified"] > story["datePublished"]


class TestFigures:
    @pytest.fixture
    def reports(self, article):
        now = timezone.now()

        def put(days, status, hours=None):
            one = report(article)
            received = now - timedelta(days=days)
            decided = None if hours is None else received + timedelta(hours=hours)
            Report.objects.filter(pk=one.pk).update(received_at=received, status=status, decided_at=decided)

        for hours in (1, 2, 3, 10):
            put(5, "accepted", hours)
        put(6, "declined", 1)
        put(7, "new")
        put(8, "spam", 1)
        put(9, "duplicate", 1)
        put(100, "accepted", 100)
        put(400, "accepted", 1)

    def test_they_count_what_came_what_was_right_and_how_long_it_took(self, reports):
        month, year = statistics.periods()
        assert (month.reports, month.accepted_share, month.median_wait) == (7, 4 / 5, timedelta(hours=2.5))
        assert (year.reports, year.accepted_share, year.median_wait) == (8, 5 / 6, timedelta(hours=3))

    def test_the_last_twelve_months_are_counted_one_by_one(self, reports):
        months = statistics.months()
        assert len(months) == 12
        assert sum(month.reports for month in months) == 8
        assert sum(month.accepted for month in months) == 5
        assert max(month.reports_height for month in months) == 100
        assert all(month.accepted_height <= month.reports_height for month in months)

    def test_without_reports_nothing_is_claimed(self, client, db):
        month, _year = statistics.periods()
        assert (month.reports, month.accepted_share, month.median_wait) == (0, None, None)
        assert "<svg" not in page_of(client, "/corrections/").split("How well we do")[1]

    def test_they_are_drawn_and_told(self, client, reports):
        page = page_of(client, "/corrections/")
        assert "80 %" in page
        assert "2 hours" in page or "3 hours" in page
        assert page.count('data-kind="reports"') == 13
        assert 'role="img"' in page

    def test_the_page_costs_the_same_with_many_notices(
        self, client, article, editor, reports, django_assert_max_num_queries
    ):
        notice = correct(article, editor)
        Correction.objects.bulk_create(
            Correction(article=article, revision=notice.revision, text=f"No. {n}", published_at=notice.published_at)
            for n in range(50)
        )
        with django_assert_max_num_queries(12):
            client.get("/corrections/")
