"""The support page: written at the desk, found by readers, honest about sums."""

import json
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from masthead.models import PolicyPage
from support.models import Channel, Funder, Goal, Patron, Payment, SupportPage, Tier
from tests import make


@pytest.fixture
def publisher(client, db):
    make.publication()
    someone = make.user(group="Publishers", first_name="Iryna", last_name="Publisher")
    client.force_login(someone)
    return someone


@pytest.fixture
def page(db):
    make.publication()
    return make.support_page(introduction="<p>We live from readers.</p>")


def save(client, noun: str, pk: int | None = None, **fields):
    """Send a form of the desk as a publisher would."""
    address = reverse(f"admin:support_{noun}_{'change' if pk else 'add'}", args=[pk] if pk else [])
    answer = client.post(address, fields)
    assert answer.status_code in (200, 302)
    return answer


TIER = {"name": "Friend", "amount": "70", "currency": "UAH", "period": "month", "benefits": "A letter\nA vote"}


class TestThePage:
    def test_nobody_finds_it_or_is_led_to_it_before_it_is_public(self, client, db):
        make.publication()
        assert client.get("/support/").status_code == 404
        assert client.get("/support/thanks/").status_code == 404
        assert "/support/" not in client.get("/").content.decode()

    def test_a_publisher_writes_it_and_every_page_leads_there(self, client, publisher):
        words = {"published": "on", "introduction": "<p>We ask.</p><script>x</script>", "thanks": "<p>Thanks!</p>"}
        assert save(client, "supportpage", 1, **words).status_code == 302
        client.logout()
        html = client.get("/support/").content.decode()
        assert "<p>We ask.</p>" in html
        assert "<script>x" not in html
        assert "<p>Thanks!</p>" in client.get("/support/thanks/").content.decode()
        assert client.get("/").content.decode().count('href="/support/"') == 2

    def test_it_shows_tiers_and_ways_that_are_public_in_their_order(self, client, page):
        Tier.objects.create(name="Second", amount=200, position=2)
        Tier.objects.create(name="First", amount=70, position=1, benefits="A letter\n\nA vote")
        Tier.objects.create(name="Hidden", amount=1, published=False)
        Channel.objects.create(kind="bank", label="Bank", value="DE89370400440532013000", holder="The Test")
        html = client.get("/support/").content.decode()
        assert html.index("First") < html.index("Second")
        assert "<li>A letter</li><li>A vote</li>" in html
        assert "₴70" in html
        assert "Hidden" not in html
        assert 'data-copy="DE89370400440532013000"' in html
        assert "<span>DE89</span><span>3704</span>" in html

    def test_the_desk_previews_what_is_not_public(self, client, publisher):
        Tier.objects.create(name="Hidden", amount=1, published=False)
        answer = client.get(reverse("admin:support_supportpage_preview"))
        assert "Hidden" in answer.content.decode()
        client.force_login(make.user(group="Reporters"))
        assert client.get(reverse("admin:support_supportpage_preview")).status_code == 403

    def test_it_costs_few_queries(self, client, page, django_assert_max_num_queries):
        Tier.objects.create(name="First", amount=70)
        with django_assert_max_num_queries(9):
            client.get("/support/")

    def test_other_pages_pay_nothing_for_it(self, client, db, django_assert_max_num_queries, django_assert_num_queries):
        make.publication()
        article = make.live()
        with django_assert_max_num_queries(6) as before:
            client.get(article.path)
        make.support_page()
        with django_assert_num_queries(len(before)):
            client.get(article.path)


class TestTheDesk:
    def test_a_tier_is_kept_and_shown(self, client, publisher, page):
        assert save(client, "tier", **TIER, position=1, published="on").status_code == 302
        assert "Friend" in client.get("/support/").content.decode()

    @pytest.mark.parametrize(
        "wrong",
        [{"amount": "0"}, {"amount": "-1"}, {"amount": "x"}, {"currency": "hryvnia"}, {"link": "http://x.example"}],
    )
    def test_a_tier_that_cannot_be_is_refused_and_nothing_typed_is_lost(self, client, publisher, wrong):
        answer = save(client, "tier", **TIER | wrong, position=1)
        assert answer.status_code == 200
        assert answer.context["adminform"].form.errors
        assert "A letter" in answer.content.decode()

    def test_a_mistyped_account_is_refused_in_words(self, client, publisher):
        words = {"kind": "bank", "label": "Bank", "value": "DE00370400440532013000", "holder": "We", "position": 1}
        assert "This IBAN cannot be right" in save(client, "channel", **words).content.decode()
        assert not Channel.objects.exists()

    @pytest.mark.parametrize("group", ["Reporters", "Editors", "Moderators"])
    def test_others_have_no_key(self, client, db, group):
        client.force_login(make.user(group=group))
        for noun in ("tier", "channel", "goal", "funder"):
            assert client.get(reverse(f"admin:support_{noun}_changelist")).status_code == 403


class TestTheGoal:
    def test_a_figure_is_said_by_whom_typed_it_and_when(self, client, publisher, page):
        words = {
            "sentence": "A month of us.",
            "amount": "1000",
            "currency": "EUR",
            "from_date": "2020-01-01",
            "source": "stated",
        }
        save(client, "goal", **words, reached="420")
        html = client.get("/support/").content.decode()
        assert "€420" in html
        assert "42 % reached" in html
        assert f"Stated by Iryna Publisher on {timezone.localdate():%-d %B %Y}." in html

    def test_no_figure_is_shown_that_nobody_stated(self, client, page):
        Goal.objects.create(sentence="A month of us.", amount=1000, from_date=date(2020, 1, 1))
        html = client.get("/support/").content.decode()
        assert "A month of us." in html
        assert "thermometer" not in html

    def test_more_than_all_fills_the_thermometer_and_the_number_says_how_much(self, client, page):
        make.goal(amount=100, reached=250)
        html = client.get("/support/").content.decode()
        assert 'width="1000" height="28" data-filled' in html
        assert "250 % reached" in html

    def test_a_counted_figure_is_the_sum_of_what_was_paid_in_its_currency_and_time(self, client, page):
        make.goal(source="payments", reached=None, from_date=date(2026, 5, 1), until_date=date(2999, 5, 31))
        inside, before = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 4, 30, 23, 59, tzinfo=UTC)
        for number, (amount, refunded, currency, at) in enumerate(
            [
                (20_000, 0, "UAH", inside),
                (30_000, 5_000, "UAH", inside),
                (99_900, 0, "EUR", inside),
                (99_900, 0, "UAH", before),
                (99_900, 0, "UAH", None),
            ]
        ):
            Payment.objects.create(
                number=str(number), amount=amount, refunded=refunded, currency=currency, confirmed_at=at
            )
        html = client.get("/support/").content.decode()
        assert "<strong>₴450</strong>" in html
        assert "The sum of 2 confirmed payments since 1 May 2026" in html

    def test_a_goal_of_the_past_is_not_shown(self, client, page):
        make.goal(sentence="Long ago.", from_date=date(2020, 1, 1), until_date=date(2020, 2, 1))
        assert "Long ago." not in client.get("/support/").content.decode()


class TestTheWall:
    def test_only_who_said_yes_stands_there_and_as_they_said(self, client, page):
        for name, wall in (
            ("Ann Ash", "name"),
            ("Bea Beech", "initials"),
            ("Cy Cedar", "anonymous"),
            ("Di Dill", "no"),
        ):
            Patron.objects.create(name=name, email=f"{name[:2]}@paper.example", wall=wall)
        Patron.objects.create(name="Ed Elm", wall="name", from_date=date(2020, 1, 1), until_date=date(2020, 2, 1))
        html = client.get("/support/").content.decode()
        assert "<li>Ann Ash</li><li>B. B.</li>" in html
        assert "and 1 patron who stays unnamed." in html
        for hidden in ("Beech", "Cedar", "Dill", "Elm", "paper.example/ann", "@paper.example"):
            assert hidden not in html

    def test_without_anybody_there_is_no_wall(self, client, page):
        assert 'id="wall"' not in client.get("/support/").content.decode()


class TestFunders:
    def test_they_are_named_at_the_foot_and_on_the_page_of_owners(self, client, publisher, page):
        PolicyPage.objects.create(title="Owners", slug="owners", purpose="ownership", body="<p>We own it.</p>")
        save(client, "funder", name="The Fund", link="https://fund.example/", from_date="2020-01-01", position=1)
        make.funder(name="Former Fund", from_date=date(2019, 1, 1), until_date=date(2019, 12, 31))
        for path in ("/", "/about/owners/"):
            html = client.get(path).content.decode()
            assert "The work of The Test is supported by" in html
            assert '<a href="https://fund.example/" rel="noopener">The Fund</a>' in html
        assert "Former Fund" in client.get("/about/owners/").content.decode()
        assert "Former Fund" not in client.get("/").content.decode()

    def test_a_logo_is_written_anew_and_shown(self, client, publisher, page):
        logo = SimpleUploadedFile("logo.png", make.png(), content_type="image/png")
        save(client, "funder", name="The Fund", from_date="2020-01-01", position=1, logo=logo)
        assert Funder.objects.get().logo.url in client.get("/").content.decode()

    def test_search_engines_read_who_funds_us_and_where_it_is_told(self, client, page):
        make.funder(name="The </script> Fund", link="https://fund.example/")
        told = json.loads(client.get("/").content.decode().split('ld+json">')[1].split("</script>")[0])["@graph"][0]
        assert told["funder"] == [
            {"@type": "Organization", "name": "The </script> Fund", "url": "https://fund.example/"}
        ]
        assert told["ownershipFundingInfo"].endswith("/support/")
        PolicyPage.objects.create(title="Owners", slug="owners", purpose="ownership")
        told = json.loads(client.get("/").content.decode().split('ld+json">')[1].split("</script>")[0])["@graph"][0]
        assert told["ownershipFundingInfo"].endswith("/about/owners/")

    def test_one_who_is_deleted_is_gone_from_the_foot(self, client, publisher, page):
        funder = make.funder(name="The Fund")
        client.post(reverse("admin:support_funder_delete", args=[funder.pk]), {"post": "yes"})
        assert "The Fund" not in client.get("/").content.decode()


def test_there_is_one_support_page(client, publisher):
    answer = client.get(reverse("admin:support_supportpage_changelist"), follow=True)
    assert answer.status_code == 200
    assert SupportPage.objects.count() <= 1
