"""The page of a grant: what it gives, what it says when it gives nothing, and what changed since."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

import articles.actions
from licensing import actions, letters
from licensing.errors import NoReason, NothingToGrant, NotInForce
from licensing.models import Grant
from masthead.models import Letter
from tests import make
from tests.licensing.make_request import asked, granted

pytestmark = pytest.mark.django_db
TEXT = "The bridge cost 40 million. " + "It stands on nine piers. " * 40
LIST = "/admin/licensing/grant/"


@pytest.fixture
def article():
    make.publication(name="The Landing", reprints_email="reprints@landing.example")
    return make.live(body=f"<p>{TEXT}</p>", license=make.license("Ours", max_extract=500))


def rewrite(article, body, kind="correction"):
    article.refresh_from_db()
    article.body = body
    articles.actions.save_working_copy(article, by=None)
    return articles.actions.publish(article, by=None, kind=kind, reason="It was 44 million.")


class TestPage:
    def test_it_gives_terms_and_text_and_keeps_itself_private(self, client, article):
        grant = granted(article, languages="Polish", credit="From {paper}, with thanks: {link}")
        answer = client.get(grant.get_absolute_url())
        page = answer.content.decode()
        assert answer.status_code == 200
        assert all(words in page for words in ("The Outlet", "Polish", "nine piers", "From The Landing, with thanks"))
        assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex", "no-referrer")
        assert "no-store" in answer["Cache-Control"]
        assert "Set-Cookie" not in answer

    @pytest.mark.parametrize("form", ["html", "txt", "md", "json"])
    def test_a_file_that_is_fetched_is_noted_as_taken(self, client, article, form):
        grant = granted(article)
        client.head(f"{grant.get_absolute_url()}kit.{form}")
        assert Grant.objects.get().taken is None
        answer = client.get(f"{grant.get_absolute_url()}kit.{form}")
        assert "nine piers" in answer.content.decode()
        assert answer["X-Robots-Tag"] == "noindex"
        assert Grant.objects.get().taken == article.revisions.get()

    def test_an_extract_is_no_longer_than_was_granted(self, client, article):
        grant = granted(article, extent="extract", most=60)
        for form in ("html", "txt", "md", "json"):
            assert client.get(f"{grant.get_absolute_url()}kit.{form}").content.decode().count("nine piers") < 3
        assert client.get(grant.get_absolute_url()).content.decode().count("nine piers") < 12

    def test_what_changed_since_is_shown_until_it_is_taken(self, client, article):
        grant = granted(article)
        revision = rewrite(article, f"<p>{TEXT.replace('40', '44')}</p>")
        page = client.get(grant.get_absolute_url()).content.decode()
        assert "Changed since you took it" in page
        assert "<del>40</del>" in page
        assert "<ins>44</ins>" in page
        client.post(grant.get_absolute_url(), {"number": 1})
        assert "Changed since you took it" in client.get(grant.get_absolute_url()).content.decode()
        client.post(grant.get_absolute_url(), {"number": revision.number})
        assert "Changed since you took it" not in client.get(grant.get_absolute_url()).content.decode()
        assert Grant.objects.get().revision.number == 1

    def test_the_permission_is_a_letter_too(self, client, article):
        grant = granted(article, by=make.user(first_name="Paula", last_name="Publisher"), fee="€ 50")
        page = client.get(f"{grant.get_absolute_url()}letter/").content.decode()
        assert all(words in page for words in (grant.number, "The Outlet", "€ 50", "Paula Publisher"))


def _revoked(grant):
    actions.revoke(grant, by=make.user(), because="They changed the words.")


def _over(grant):
    Grant.objects.update(live_from=timezone.now() - timedelta(days=2), live_until=timezone.now() - timedelta(days=1))


def _early(grant):
    Grant.objects.update(live_from=timezone.now() + timedelta(days=1))


def _withdrawn(grant):
    articles.actions.withdraw(grant.article, by=None, note="None of it was true.")


class TestClosed:
    @pytest.mark.parametrize(
        "close, status, says",
        [
            (_revoked, 410, "They changed the words."),
            (_over, 410, "This permission is over"),
            (_early, 403, "has not begun yet"),
            (_withdrawn, 410, "None of it was true."),
        ],
    )
    def test_the_text_never_goes_out(self, client, article, close, status, says):
        grant = granted(article)
        close(grant)
        for path in ("", "letter/", "kit.html", "kit.txt", "kit.md"):
            answer = client.get(f"{grant.get_absolute_url()}{path}")
            assert answer.status_code == status
            assert says in answer.content.decode()
            assert "nine piers" not in answer.content.decode()
            assert answer["X-Robots-Tag"] == "noindex"
        assert client.post(grant.get_absolute_url(), {"number": 1}).status_code == status
        assert Grant.objects.get().taken is None

    @pytest.mark.parametrize("close, says", [(_over, "It held until"), (_early, "It holds from")])
    def test_it_says_when_in_a_whole_sentence(self, client, article, close, says):
        grant = granted(article)
        close(grant)
        page = client.get(grant.get_absolute_url()).content.decode()
        assert re.search(rf"<p>{says} <time [^>]*>[^<]*</time>\.</p>", page)

    def test_newsroom_systems_read_that_it_is_canceled(self, client, article):
        grant = granted(article)
        before = client.get(f"{grant.get_absolute_url()}kit.json").json()
        _withdrawn(grant)
        answer = client.get(f"{grant.get_absolute_url()}kit.json")
        assert answer.status_code == 410
        assert answer.json()["pubStatus"] == "canceled"
        assert answer.json()["uri"] == before["uri"]
        assert int(answer.json()["version"]) > int(before["version"])
        assert "nine piers" not in answer.content.decode()

    @pytest.mark.parametrize("close", [_revoked, _over])
    def test_a_withdrawn_article_tells_no_more_than_that_to_those_who_may_not_have_it(self, client, article, close):
        grant = granted(article)
        close(grant)
        assert "nine piers" not in client.get(f"{grant.get_absolute_url()}kit.json").content.decode()

    @pytest.mark.parametrize("token", ["A" * 24, "x", "-", "9" * 300])
    def test_a_forged_address_is_not_found(self, client, article, token):
        answer = client.get(f"/licensing/grant/{token}/")
        assert answer.status_code == 404
        assert "There is no such permission" in answer.content.decode()


class TestVerbs:
    def test_nothing_is_granted_that_readers_cannot_read(self, article):
        request = asked(article)
        articles.actions.withdraw(article, by=None, note="Wrong.")
        with pytest.raises(NothingToGrant):
            actions.grant(request, by=make.user())

    def test_revoking_takes_a_reason_and_happens_once(self, article):
        grant = granted(article)
        with pytest.raises(NoReason):
            actions.revoke(grant, by=make.user(), because=" ")
        actions.revoke(grant, by=make.user(), because="No.")
        with pytest.raises(NotInForce):
            actions.revoke(grant, by=make.user(), because="No.")


class TestDesk:
    @pytest.fixture(autouse=True)
    def publisher(self, client):
        client.force_login(make.user(group="Publishers"))

    def test_grants_are_listed_by_standing_by_article_and_by_outlet(self, client, article):
        granted(article, request={"outlet": "First"})
        _revoked(granted(article, request={"outlet": "Second"}))
        page = client.get(f"{LIST}?standing=force").content.decode()
        assert "First" in page
        assert "Second" not in page
        page = client.get(f"{LIST}?outlet__iexact=second").content.decode()
        assert "Second" in page
        assert ">First<" not in page
        for query in (f"article__id__exact={article.pk}", "q=first", "standing=over", "standing=revoked", "standing=x"):
            assert client.get(f"{LIST}?{query}").status_code == 200

    def test_a_grant_is_revoked_with_a_reason_and_the_outlet_is_told(self, client, article, run_jobs, mailoutbox):
        grant = granted(article)
        door = f"{LIST}{grant.pk}/change/"
        assert "Say why" in client.post(door, {"revoked_because": " "}).content.decode()
        assert client.post(door, {"revoked_because": "They changed the words."}).status_code == 302
        run_jobs()
        assert "They changed the words." in mailoutbox[-1].body
        assert client.get(door).status_code == 200
        assert client.post(door, {"revoked_because": "Again."}).status_code == 403
        assert grant.request.events.last().action == "revoked"

    def test_nobody_makes_or_deletes_a_grant_by_hand(self, client, article):
        client.force_login(make.user(is_superuser=True))
        grant = granted(article)
        assert client.get(f"{LIST}add/").status_code == 403
        assert client.get(f"{LIST}{grant.pk}/delete/").status_code == 403


def test_a_letter_says_in_its_own_language_until_when(article):
    Letter.objects.update_or_create(occasion="grant-revoked", language="uk", defaults={"body": "Чинний {until}."})
    grant = granted(article, request={"language": "uk"})
    assert letters.about_grant(grant).body.strip() == "Чинний до скасування."
    grant.live_until = timezone.make_aware(datetime(2026, 11, 28, 12))
    assert "28 листопада 2026" in letters.about_grant(grant).body
