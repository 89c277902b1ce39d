"""The wording of letters: there from the first day, the desk's to change, with nothing in it that stays unfilled."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.html import escape

from masthead import letters
from masthead.models import Letter
from press.models import Block
from tests import make

LIST = "/admin/masthead/letter/"
WORDING = {"occasion": "report-received", "language": "de", "subject": "Danke, {name}", "body": "{headline}: {status}"}


@pytest.fixture
def publisher(client, db):
    client.force_login(make.user("pub", group="Publishers"))
    return client


@pytest.mark.django_db
def test_every_letter_has_a_wording_from_the_first_day():
    kept = set(Letter.objects.values_list("occasion", "language"))
    assert kept == {(occasion, language) for occasion in letters.occasions for language in ("en", "uk")}
    assert "Дякуємо" in Letter.objects.get(occasion="report-accepted", language="uk").body


def test_our_own_wording_asks_for_nothing_that_is_not_filled_in():
    unfilled = {key: one.unknown_places(f"{one.subject} {one.body}") for key, one in letters.occasions.items()}
    assert unfilled == {key: [] for key in letters.occasions}


class TestDesk:
    def test_a_letter_can_be_worded_in_another_language(self, publisher):
        assert publisher.post(f"{LIST}add/", WORDING).status_code == 302
        assert letters.wording("report-received", "de").subject == "Danke, {name}"

    def test_the_form_says_what_is_filled_in(self, publisher):
        letter = Letter.objects.get(occasion="report-declined", language="en")
        assert "{headline}, {link}, {receipt}" in publisher.get(f"{LIST}{letter.pk}/change/").content.decode()
        assert "Report declined: {name}" in publisher.get(f"{LIST}add/").content.decode()

    @pytest.mark.parametrize("field", ["subject", "body"])
    @pytest.mark.parametrize("place", ["{sum}", "{ name }", "{}"])
    def test_a_place_that_nothing_is_filled_into_is_refused_by_name(self, publisher, field, place):
        answer = publisher.post(f"{LIST}add/", WORDING | {field: f"Dear {place}"})
        assert answer.status_code == 200
        assert escape(f"Nothing would be filled in for {place}.") in answer.content.decode()
        assert not Letter.objects.filter(language="de").exists()

    @pytest.mark.parametrize("field, value", [("occasion", "no-such"), ("language", "<b>"), ("language", "en")])
    def test_a_letter_is_for_a_known_occasion_once_a_language(self, publisher, field, value):
        assert "errornote" in publisher.post(f"{LIST}add/", WORDING | {field: value}).content.decode()

    def test_a_letter_that_is_deleted_is_written_in_our_own_words(self, publisher):
        letter = Letter.objects.get(occasion="report-received", language="en")
        Letter.objects.filter(pk=letter.pk).update(subject="Changed")
        publisher.post(f"{LIST}{letter.pk}/delete/", {"post": "yes"})
        assert letters.wording("report-received", "en").subject == "We have your report {receipt}"

    def test_who_may_only_look_sees_the_words(self, client, db):
        user = make.user("look")
        user.user_permissions.add(
            *ContentType.objects.get_for_model(Letter).permission_set.filter(codename="view_letter")
        )
        client.force_login(user)
        letter = Letter.objects.first()
        assert client.get(f"{LIST}{letter.pk}/change/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_an_upgrade_carries_over_what_the_desk_wrote_and_blocked():
    executor = MigrationExecutor(connection)
    try:
        old = executor.migrate([("corrections", "0005_proposed_at")]).apps
        letter = old.get_model("corrections", "Letter").objects.filter(occasion="received", language="en")
        letter.update(subject="Our own words")
        old.get_model("corrections", "Block").objects.create(kind="words", value="pills", hits=7)
        assert ContentType.objects.filter(app_label="corrections", model="letter").exists()
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert Letter.objects.get(occasion="report-received", language="en").subject == "Our own words"
    assert ContentType.objects.filter(app_label="masthead", model="letter").exists()
    assert Block.objects.get(kind="words", value="pills").hits == 7
