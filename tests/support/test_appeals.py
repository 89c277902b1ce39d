"""Which page asks, with which words, and which never does."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

import articles.actions
from articles.models import Article
from support import page_expiry
from support.models import Appeal, HouseMessage
from tests import make

pytestmark = pytest.mark.django_db
BODY = "\n".join(f"<p>Paragraph {number}.</p>" for number in range(1, 7))


@pytest.fixture(autouse=True)
def page():
    make.publication()
    return make.support_page()


@pytest.fixture
def article():
    return make.live(body=BODY, section=make.section(), tags=["bridges"])


@pytest.fixture
def publisher(client) -> User:
    someone = make.user(group="Publishers")
    client.force_login(someone)
    return someone


def asks(client, path: str) -> bool:
    return "data-appeal=" in client.get(path).content.decode()


class TestItsPlace:
    def test_it_stands_at_the_end_of_an_article_with_its_first_wording(self, client, article):
        make.appeal("Plain", "Loud")
        html = client.get(article.path).content.decode()
        assert html.index("Paragraph 6.") < html.index("Plain: pay for this") < html.index('class="story-foot"')
        assert html.index("<template") < html.index("Loud: pay for this")
        assert '<a class="give" href="/support/">Give</a>' in html

    def test_it_stands_after_a_paragraph(self, client, article):
        make.appeal(placement="paragraph", paragraph=2)
        html = client.get(article.path).content.decode()
        assert html.index("Paragraph 2.") < html.index("data-appeal") < html.index("Paragraph 3.")

    def test_a_text_that_is_too_short_is_left_alone(self, client, article):
        make.appeal(placement="paragraph", paragraph=6)
        assert not asks(client, article.path)

    def test_it_stands_on_the_front_page_or_above_every_foot(self, client, article):
        front = make.appeal(placement="front")
        assert asks(client, "/")
        assert not asks(client, article.path)
        Appeal.objects.filter(pk=front.pk).update(placement="footer")
        make.support_page()
        assert asks(client, "/archive/")
        assert asks(client, article.path)
        assert not asks(client, "/support/")

    def test_no_page_asks_twice(self, client, article):
        make.appeal(placement="footer")
        make.appeal(placement="end", position=2)
        make.appeal(placement="end", position=1, name="First")
        assert client.get(article.path).content.decode().count("data-appeal=") == 1

    def test_its_words_are_no_part_of_feeds_and_its_text_is_shown_as_text(self, client, article):
        found = make.appeal()
        found.variants.update(body="<script>alert(1)</script>")
        make.support_page()
        assert "&lt;script&gt;alert(1)" in client.get(article.path).content.decode()
        assert "alert(1)" not in client.get("/feed/").content.decode()

    def test_nothing_is_asked_while_the_support_page_is_not_public(self, client, article):
        make.appeal()
        make.support_page(published=False)
        assert not asks(client, article.path)


class TestItsPages:
    def test_never_beside_a_sensitive_story(self, client, publisher, article):
        for placement in ("end", "paragraph", "footer"):
            make.appeal(placement=placement, paragraph=1)
        for placement in ("end", "footer"):
            make.house_message(placement=placement)
        Article.objects.filter(pk=article.pk).update(sensitive=True)
        articles.actions.publish(Article.objects.get(pk=article.pk), by=publisher, kind="minor", reason="")
        client.logout()
        for path in (article.path, f"{article.path}history/"):
            html = client.get(path).content.decode()
            assert "data-appeal=" not in html
            assert "We move house" not in html

    @pytest.mark.parametrize(("field", "shown"), [("sections", True), ("but_sections", False)])
    def test_in_and_out_of_sections(self, client, article, field, shown):
        other = make.live(section=make.section("Sport"))
        found = make.appeal()
        getattr(found, field).add(article.section)
        make.support_page()
        assert asks(client, article.path) is shown
        assert asks(client, other.path) is not shown

    @pytest.mark.parametrize(("field", "shown"), [("tags", True), ("but_tags", False)])
    def test_in_and_out_of_subjects(self, client, article, field, shown):
        other = make.live(tags=["boats"])
        found = make.appeal()
        getattr(found, field).add(article.tags.get())
        make.support_page()
        assert asks(client, article.path) is shown
        assert asks(client, other.path) is not shown

    @pytest.mark.parametrize(("field", "shown"), [("languages", True), ("but_languages", False)])
    def test_in_and_out_of_languages(self, client, article, field, shown):
        other = make.live(language="uk", headline="Міст")
        make.appeal(**{field: "en, de"})
        assert asks(client, article.path) is shown
        assert asks(client, other.path) is not shown


class TestItsTime:
    def test_it_begins_and_ends_by_the_clock_and_pages_know_when(self, client, article):
        now = timezone.now()
        begins, ends = now + timedelta(hours=1), now + timedelta(hours=2)
        make.appeal(live_from=begins, live_until=ends)
        assert not asks(client, article.path)
        assert page_expiry.next_change(now) == begins
        assert page_expiry.next_change(begins) == ends
        assert page_expiry.next_change(ends) is None

    def test_one_that_is_over_is_gone(self, client, article):
        now = timezone.now()
        make.appeal(live_from=now - timedelta(hours=2), live_until=now - timedelta(hours=1))
        make.house_message(live_from=now - timedelta(hours=2), live_until=now - timedelta(hours=1))
        html = client.get(article.path).content.decode()
        assert "data-appeal" not in html
        assert "We move house" not in html


class TestMessagesOfTheHouse:
    def test_they_say_what_they_are(self, client, article):
        make.house_message()
        assert "From the paper" in client.get(article.path).content.decode()
        HouseMessage.objects.update(kind="sponsored", sponsor="The Bakery", link="https://bakery.example/")
        make.support_page()
        html = client.get(article.path).content.decode()
        assert "Sponsored: paid for by The Bakery" in html
        assert 'rel="noopener sponsored"' in html

    def test_one_that_is_paid_for_names_who_pays(self, client, publisher):
        fields = {
            "kind": "sponsored",
            "headline": "Bread",
            "placement": "front",
            "live_from": "2026-01-01T00:00",
            "position": 1,
        }
        answer = client.post(reverse("admin:support_housemessage_add"), fields)
        assert "Say who pays for it" in answer.content.decode()


class TestTheBlockerNotice:
    def test_it_is_off_until_the_desk_switches_it_on(self, client, page):
        assert "data-blocker" not in client.get("/").content.decode()
        make.support_page(blocker_notice=True, blocker_words="We have no advertisements.")
        html = client.get("/").content.decode()
        assert "We have no advertisements." in html
        assert "js/appeals" in html


class TestTheDesk:
    FIELDS = {
        "name": "Winter",
        "placement": "end",
        "paragraph": 4,
        "live_from": "2026-01-01T00:00",
        "live_until": "",
        "position": 1,
        "cap_count": 5,
        "cap_days": 30,
        "days_between": 1,
        "pause_days": 180,
        "least_read": 0,
        "variants-TOTAL_FORMS": 1,
        "variants-INITIAL_FORMS": 0,
        "variants-0-name": "Plain",
        "variants-0-position": 0,
        "variants-0-headline": "Pay for this",
        "variants-0-body": "Please.",
        "variants-0-button": "Give",
    }

    @pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:59"])
    def test_a_moment_that_is_none_is_refused_by_a_sentence(self, client, publisher, moment):
        answer = client.post(reverse("admin:support_appeal_add"), self.FIELDS | {"live_until": moment})
        assert "Choose a year between 1000 and 9000." in answer.content.decode()

    def test_a_publisher_writes_an_appeal_and_readers_meet_it(self, client, publisher, article):
        answer = client.post(reverse("admin:support_appeal_add"), self.FIELDS)
        assert answer.status_code == 302
        client.logout()
        assert "Pay for this" in client.get(article.path).content.decode()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"variants-TOTAL_FORMS": 0},
            {"languages": "English; Ukrainian"},
            {"cap_days": 0},
            {"paragraph": 0},
            {"live_until": "2025-01-01T00:00"},
            {"cap_count": 99999999999},
        ],
    )
    def test_what_cannot_be_is_refused_in_words(self, client, publisher, wrong):
        answer = client.post(reverse("admin:support_appeal_add"), self.FIELDS | wrong)
        assert answer.status_code == 200
        assert not Appeal.objects.exists()

    def test_one_that_is_deleted_is_gone_at_once(self, client, publisher, article):
        found = make.appeal()
        client.post(reverse("admin:support_appeal_delete", args=[found.pk]), {"post": "yes"})
        assert not asks(client, article.path)
