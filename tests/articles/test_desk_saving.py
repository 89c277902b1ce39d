"""Writing at the desk: what is typed is kept, and nothing else."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from taggit.models import Tag

from articles.models import Article, Revision
from press import security_headers
from tests import make
from tests.articles.article_form import JSON, address, press, typed
from tests.database import refuse_to_write

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make.user("ed", group="Editors", first_name="Edna", last_name="Editor")


class TestSaving:
    def test_a_new_story_is_kept_with_all_that_was_typed(self, client, editor):
        section, license, image = make.section("City"), make.license(), make.image()
        other = make.live(headline="Another")
        answer = press(
            client,
            by=editor,
            headline=" A tram \n returns ",
            standfirst="It rings.",
            kicker="Transport",
            dateline="Podil",
            body="<p>Text<script>alert(1)</script></p>",
            section=section.pk,
            license=license.pk,
            hero=image.pk,
            hero_caption="The tram.",
            tags="tram, city hall , Tram",
            related=[other.pk],
            sensitive="on",
            language="uk",
            seo_title="Tram",
            names=["Guest Writer"],
        )
        article = Article.objects.get(headline="A tram returns")
        assert (answer.status_code, answer.url) == (302, address(article))
        assert (article.body, article.hero, article.section, article.language) == ("<p>Text</p>", image, section, "uk")
        assert sorted(tag.name for tag in article.tags.all()) == ["Tram", "city hall"]
        assert [str(line) for line in article.bylines.all()] == ["Guest Writer"]
        assert (list(article.related.all()), article.sensitive, article.created_by) == ([other], True, editor)
        assert article.drafts.get().content["headline"] == "A tram returns"

    def test_a_new_story_begins_with_its_writer_and_the_papers_language(self, client, editor):
        make.publication(language="uk")
        make.person("Edna Editor", user=editor)
        client.force_login(editor)
        page = client.get(address()).content.decode()
        assert 'value="Edna Editor"' in page
        assert 'value="uk"' in page

    def test_saving_a_live_story_changes_nothing_for_readers(self, client, editor):
        article = make.live(headline="As printed")
        press(client, article, by=editor, headline="Not yet")
        assert Article.objects.get().headline == "Not yet"
        assert Revision.objects.get().headline == "As printed"

    def test_saving_what_is_kept_already_makes_no_new_version(self, client, editor):
        article = make.article(tags=["river"], bylines=[make.person()])
        press(client, article, by=editor)
        assert Article.objects.get().version == article.version

    def test_assigning_somebody_is_no_change_of_the_text(self, client, editor):
        article = make.live()
        press(client, article, by=editor, assignee=editor.pk)
        article.refresh_from_db()
        assert (article.assignee, article.version) == (editor, 1)

    def test_the_address_name_of_a_live_story_stays_when_its_field_is_emptied(self, client, editor):
        article = make.live(headline="Bridge")
        press(client, article, by=editor, slug="", headline="Another headline")
        article.refresh_from_db()
        assert article.slug == "bridge"

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("headline", "x" * 301, "at most 300 characters"),
            ("tags", "x" * 101, "A tag may have at most 100 characters."),
            ("hero", "999", "There is no picture with this number in the library."),
            ("hero", "99999999999999999999", "There is no picture with this number in the library."),
            ("hero", "9" * 5000, "There is no picture with this number in the library."),
            ("language", "english!", "Write a language as in"),
            ("slug", "not a slug", "Enter a valid"),
            ("body", "nul \0", "Null characters are not allowed."),
        ],
    )
    def test_what_cannot_be_kept_is_said_beside_its_field_and_stays_typed(self, client, editor, field, value, sentence):
        article = make.article()
        answer = press(client, article, by=editor, **{"standfirst": "Typed words.", field: value})
        assert answer.status_code == 422
        assert sentence in " ".join(answer.context["form"].errors[field])
        assert "Typed words." in answer.content.decode()
        assert Article.objects.get().standfirst == "Trams run again from Monday."

    def test_an_article_is_no_translation_of_itself(self, client, editor):
        article = make.article()
        answer = press(client, article, by=editor, translation_of=article.pk)
        assert answer.context["errors"]["translation_of"] == ["An article cannot be a translation of itself."]

    def test_only_the_page_with_the_editor_lets_inline_code_run(self, client, editor):
        client.force_login(editor)
        assert client.get(address()).headers["Content-Security-Policy"] == security_headers.EDITOR
        for path in ("/admin/", "/admin/articles/article/", f"/admin/articles/article/{make.article().pk}/history/"):
            assert client.get(path).headers["Content-Security-Policy"] == security_headers.DESK


class TestBylines:
    def names(self, article):
        return [(str(line), line.person, line.role) for line in article.bylines.order_by("position")]

    def test_a_name_of_the_masthead_means_that_person_any_other_a_guest(self, client, editor):
        olha = make.person("Olha Reporter")
        article = make.article()
        names = [{"name": "Guest", "role": "photo"}, {"name": "Olha Reporter", "role": "author"}]
        press(client, article, by=editor, names=names)
        assert self.names(article) == [("Guest", None, "photo"), ("Olha Reporter", olha, "author")]

    def test_they_stand_in_the_order_of_their_places(self, client, editor):
        article = make.article()
        names = [{"name": "Second", "ORDER": 2}, {"name": "First", "ORDER": 1}, {"name": "", "ORDER": 3}]
        press(client, article, by=editor, names=names)
        assert [name for name, _person, _role in self.names(article)] == ["First", "Second"]

    def test_one_is_removed_by_its_box(self, client, editor):
        article = make.article()
        press(client, article, by=editor, names=[{"name": "Stays"}, {"name": "Goes", "DELETE": "on"}])
        assert [name for name, _person, _role in self.names(article)] == ["Stays"]

    def test_of_two_people_of_one_name_the_chosen_one_is_meant(self, client, editor):
        make.person("Ivan Petrenko")
        second = make.person("Ivan Petrenko")
        article = make.article()
        press(client, article, by=editor, names=[{"name": "Ivan Petrenko", "person": second.pk}])
        assert self.names(article)[0][1] == second

    def test_a_person_printed_under_another_name_stays_that_person(self, client, editor):
        olha = make.person("Olha Reporter")
        article = make.article(headline="Old")
        article.bylines.create(person=olha, name="O. R.")
        press(client, article, by=editor, headline="New")
        assert self.names(article) == [("O. R.", olha, "author")]

    def test_a_new_name_typed_over_a_persons_is_a_guest(self, client, editor):
        olha = make.person("Olha Reporter")
        article = make.article(bylines=[olha])
        press(client, article, by=editor, names=[{"name": "Somebody Else", "person": olha.pk}])
        assert self.names(article) == [("Somebody Else", None, "author")]


class TestAutosave:
    def test_it_answers_with_version_time_and_address(self, client, editor):
        answer = press(client, by=editor, do="autosave", headline="Begun", json=True).json()
        article = Article.objects.get()
        assert (answer["version"], answer["address"]) == (1, address(article))
        assert answer["saved_at"]
        assert "There is no standfirst." in answer["parts"]["findings"]

    def test_an_empty_page_is_not_kept(self, client, editor):
        answer = press(client, by=editor, do="autosave", kicker="Only a kicker", json=True).json()
        assert (answer["address"], Article.objects.count()) == ("", 0)

    def test_what_the_buttons_need_does_not_hinder_it(self, client, editor):
        article = make.article()
        answer = press(client, article, by=editor, do="autosave", headline="Kept", publish_at="soon", json=True)
        assert (answer.status_code, Article.objects.get().headline) == (200, "Kept")

    def test_it_says_what_could_not_be_kept(self, client, editor):
        article = make.article()
        answer = press(client, article, by=editor, do="autosave", language="?", json=True)
        assert answer.status_code == 422
        assert answer.json()["errors"]["language"] == ["Write a language as in “en”, “uk” or “pt-BR”."]
        assert int(answer.json()["version"]) == article.version


class TestTwoPeople:
    @pytest.fixture
    def article(self):
        return make.article(headline="Bridge", body="<p>One.</p><p>Two.</p><p>Three.</p>")

    def both(self, client, article, editor, mine, theirs, **how):
        """Let `editor` press a button on a page that was opened before a colleague saved."""
        page = typed(article, by=editor) | mine | {"do": how.pop("do", "save")}
        colleague = make.user("ann", group="Editors", first_name="Ann", last_name="Other")
        press(client, article, by=colleague, **theirs)
        client.force_login(editor)
        return client.post(address(article), page, **how)

    def test_a_stale_save_is_refused_and_overwrites_nothing(self, client, editor, article):
        answer = self.both(client, article, editor, {"headline": "Mine"}, {"headline": "Theirs"})
        assert answer.status_code == 409
        assert Article.objects.get().headline == "Theirs"
        page = answer.content.decode()
        assert "Ann Other saved this article while you were writing." in page
        assert "Mine" in page
        assert "Theirs" in page

    def test_different_paragraphs_come_together_in_the_form(self, client, editor, article):
        mine, theirs = {"body": "<p>One!</p><p>Two.</p><p>Three.</p>"}, {"body": "<p>One.</p><p>Two.</p><p>Three!</p>"}
        answer = self.both(client, article, editor, mine, theirs)
        assert answer.status_code == 409
        assert answer.context["form"]["body"].value() == "<p>One!</p>\n<p>Two.</p>\n<p>Three!</p>"
        assert not answer.context["conflict"].places

    def test_the_page_that_was_refused_can_be_saved(self, client, editor, article):
        theirs = {"kicker": "Theirs"}
        answer = self.both(client, article, editor, {"headline": "Mine"}, theirs)
        again = typed(article, by=editor) | {
            name: answer.context["form"][name].value() for name in ("headline", "kicker")
        }
        client.post(address(article), again | {"version": answer.context["form"]["version"].value()})
        kept = Article.objects.get()
        assert (kept.headline, kept.kicker) == ("Mine", "Theirs")

    def test_the_same_paragraph_is_shown_twice(self, client, editor, article):
        mine, theirs = {"body": "<p>One.</p><p>Mine.</p>"}, {"body": "<p>One.</p><p>Theirs.</p>"}
        answer = self.both(client, article, editor, mine, theirs, headers=JSON)
        conflict = answer.json()["conflict"]
        assert answer.status_code == 409
        assert "Mine." in conflict["mine"]["values"]["body"]
        assert "Theirs." in conflict["theirs"]["values"]["body"]
        assert "Theirs" in conflict["html"]

    def test_publishing_a_text_that_one_has_not_seen_is_refused_too(self, client, editor, article):
        answer = self.both(client, article, editor, {}, {"headline": "Theirs"}, do="publish")
        assert (answer.status_code, Revision.objects.count()) == (409, 0)

    def test_a_page_with_an_error_stays_as_old_as_it_is(self, client, editor, article):
        answer = self.both(client, article, editor, {"language": "?"}, {"headline": "Theirs"})
        assert answer.status_code == 422
        assert answer.context["form"]["version"].value() == str(article.version)

    def test_without_the_text_that_both_began_with_nothing_is_lost_either(self, client, editor, article):
        article.drafts.all().delete()
        answer = self.both(client, article, editor, {"headline": "Mine"}, {"headline": "Theirs"})
        assert [place.name for place in answer.context["conflict"].places] == ["headline"]

    def test_looking_at_an_article_writes_nothing(self, client, editor, article):
        client.force_login(editor)
        with connection.execute_wrapper(refuse_to_write):
            for page in ("change", "history", "preview"):
                assert client.get(f"/admin/articles/article/{article.pk}/{page}/").status_code == 200

    def test_each_sees_who_else_is_there(self, client, editor, article):
        client.force_login(make.user("ann", group="Editors", first_name="Ann", last_name="Other"))
        client.post(f"/admin/articles/article/{article.pk}/presence/", {"version": "1"})
        client.force_login(editor)
        assert "Also here: Ann Other" in client.get(address(article)).content.decode()
        answer = client.post(f"/admin/articles/article/{article.pk}/presence/", {"version": "1"}).json()
        assert (answer["present"], answer["version"]) == (["Ann Other"], 1)


class TestWhoMay:
    def test_a_reporter_writes_and_changes_their_own(self, client):
        reporter = make.user("rep", group="Reporters")
        press(client, by=reporter, headline="Mine")
        article = Article.objects.get()
        assert press(client, article, by=reporter, headline="Still mine").status_code == 302
        assert Article.objects.get().headline == "Still mine"

    @pytest.mark.parametrize("tie", ["assignee", "byline"])
    def test_a_story_is_ones_own_by_assignment_or_byline(self, client, tie):
        reporter = make.user("rep", group="Reporters")
        article = make.article(assignee=reporter if tie == "assignee" else None)
        if tie == "byline":
            article.bylines.create(person=make.person(user=reporter))
        assert press(client, article, by=reporter, headline="Ours").status_code == 302

    def test_a_colleagues_story_can_be_read_not_changed(self, client):
        reporter, writer = make.user("rep", group="Reporters"), make.user("w", group="Reporters", first_name="Wanda")
        article = make.article(by=writer, headline="Hers", body="<p>Her words.</p>")
        client.force_login(reporter)
        page = client.get(address(article))
        assert "This story is Wanda’s." in page.content.decode()
        assert "Her words." in page.content.decode()
        assert client.post(address(article), typed(article, by=reporter, headline="Mine")).status_code == 403

    def test_who_may_only_look_cannot_begin_a_story(self, client):
        client.force_login(make.user(group="Moderators"))
        assert client.get(address()).status_code == 403
        assert client.get("/admin/articles/article/").status_code == 200

    def test_who_may_nothing_finds_nothing(self, client):
        nobody = make.user()
        make.article(headline="Secret plan")
        client.force_login(nobody)
        for path in ("find/?q=secret", "tags/?q=a", "people/?q=a", "at/?path=/x/"):
            assert client.get(f"/admin/articles/article/{path}").status_code == 403

    @pytest.mark.parametrize("window", ["preview", "history", "change"])
    def test_strangers_are_asked_to_sign_in(self, client, window):
        article = make.article()
        answer = client.get(f"/admin/articles/article/{article.pk}/{window}/")
        assert answer.url.startswith("/admin/login/")

    def test_a_draft_can_be_thrown_away_what_was_read_stays(self, client, editor):
        draft, article = make.article(), make.live()
        client.force_login(editor)
        assert client.post(f"/admin/articles/article/{draft.pk}/delete/", {"post": "yes"}).status_code == 302
        assert client.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"}).status_code == 403
        assert list(Article.objects.all()) == [article]

    def test_what_readers_saw_is_not_changed_here_even_by_the_almighty(self, client):
        almighty = make.user(is_superuser=True)
        revision = make.live().revisions.get()
        client.force_login(almighty)
        page = f"/admin/articles/revision/{revision.pk}"
        assert client.get(f"{page}/change/").status_code == 200
        assert client.post(f"{page}/change/", {"headline": "Another"}).status_code == 403
        assert client.post(f"{page}/delete/", {"post": "yes"}).status_code == 403
        assert Permission.objects.filter(codename="change_revision").exists()


class TestSuggestions:
    @pytest.fixture(autouse=True)
    def signed_in(self, client, editor):
        client.force_login(editor)

    def found(self, client, window, words):
        answer = client.get(f"/admin/articles/article/{window}/", {"q": words}).json()["results"]
        return [row["label"] for row in answer]

    @pytest.mark.parametrize("words", ["міст", "МІСТ", "Міст", "відкрито міст", "міст\0"])
    def test_stories_are_found_by_words_in_any_letter_case(self, client, words):
        make.article(headline="Міст відкрито")
        assert self.found(client, "find", words) == ["Міст відкрито"]

    def test_fresh_stories_are_found_by_words_of_their_text(self, client):
        make.article(headline="Bridge", body="<p>A tipo in the text.</p>")
        assert self.found(client, "find", "tipo") == ["Bridge"]

    @pytest.mark.parametrize("words", ["", " ", "\0", '"', "%", "x" * 5000])
    def test_odd_searches_find_nothing_and_break_nothing(self, client, words):
        make.article(headline="Bridge")
        assert self.found(client, "find", words) == []

    def test_people_are_found_by_any_of_their_names(self, client):
        make.person("Олена Ткач")
        assert self.found(client, "people", "тк") == ["Олена Ткач"]
        assert self.found(client, "people", "ена") == []

    def test_tags_are_found_by_their_beginning(self, client):
        Tag.objects.create(name="Річка")
        assert self.found(client, "tags", "річ") == ["Річка"]

    def test_the_live_address_leads_to_the_desk_old_ones_too(self, client):
        article = make.live(headline="Bridge")
        article.old_addresses.create(path="/old/")
        for path in (article.path, "/old/"):
            assert client.get("/admin/articles/article/at/", {"path": path}).url == address(article)
        assert client.get("/admin/articles/article/at/", {"path": "/nowhere/"}).status_code == 404


@pytest.mark.parametrize("number", ["²", "9" * 30, "x"])
class TestOddNumbers:
    def test_nobody_is_present_at_them(self, client, editor, number):
        article = make.article()
        client.force_login(editor)
        answer = client.post(f"/admin/articles/article/{article.pk}/presence/", {"version": number})
        assert (answer.status_code, answer.json()["version"]) == (200, article.version)

    def test_no_article_is_chosen_by_them(self, client, editor, number):
        article = make.article()
        answer = press(client, article, by=editor, headline="Typed", translation_of=number)
        assert answer.status_code == 422
        assert "Typed" in answer.content.decode()


def test_what_no_page_can_say_is_not_kept(client, editor):
    press(client, by=editor, headline="Bri\x01dge", kicker="\x02City", names=["Gu\x03est", "\x04"])
    article = Article.objects.get()
    assert (article.headline, article.kicker) == ("Bridge", "City")
    assert [str(line) for line in article.bylines.all()] == ["Guest"]


def test_lines_that_end_as_browsers_send_them_make_no_new_version(client, editor):
    press(client, by=editor, headline="Bridge", standfirst="One.\r\nTwo.")
    article = Article.objects.get()
    press(client, article, by=editor, standfirst="One.\r\nTwo.")
    assert Article.objects.get().version == article.version
