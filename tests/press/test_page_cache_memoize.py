"""What all pages share is read once, and again as soon as readers could see something else."""

import time

import pytest
from django.db import transaction

from press import page_cache
from press.page_cache.generation import Stamp
from tests.processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def facts(settings, tmp_path):
    """Return facts that pages remember: their `value`, and how often they were asked for."""
    settings.PAGE_CACHE = tmp_path / "pages"
    page_cache.invalidate()

    class Facts:
        value, asked = "first", 0

        @staticmethod
        def meanwhile() -> None:
            """Do what happens while the answer is looked for."""

        @staticmethod
        @page_cache.memoized
        def about(subject: str) -> str:
            Facts.asked += 1
            found = f"{subject}: {Facts.value}"
            Facts.meanwhile()
            return found

    return Facts


def test_it_is_asked_once_for_each_subject(facts):
    assert [facts.about("trams"), facts.about("trams"), facts.about("ships")] == [
        "trams: first",
        "trams: first",
        "ships: first",
    ]
    assert facts.asked == 2


def test_it_is_asked_again_after_a_change(facts):
    facts.about("trams")
    with transaction.atomic():
        facts.value = "second"
        page_cache.invalidate()
    assert facts.about("trams") == "trams: second"


def test_within_a_transaction_nothing_is_remembered(facts):
    facts.about("trams")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        facts.value = "never said"
        assert facts.about("trams") == "trams: never said"
        facts.value = 1 / 0
    facts.value = "first"
    assert facts.about("trams") == "trams: first"


def test_an_answer_from_before_a_change_is_not_kept(facts):
    def change() -> None:
        facts.value, facts.meanwhile = "second", lambda: None
        page_cache.invalidate()

    facts.meanwhile = change
    assert facts.about("trams") == "trams: first"
    assert facts.about("trams") == "trams: second"


def test_it_is_asked_again_when_the_clock_changes_what_readers_see(facts, settings):
    stamp = Stamp(settings.PAGE_CACHE)
    stamp.settle(stamp.look().generation, time.time() + 0.2)
    assert facts.about("trams") == "trams: first"
    facts.value = "second"
    wait_until(lambda: facts.about("trams") == "trams: second")


def test_other_pages_of_too_many_subjects_are_answered_all_the_same(facts):
    assert [facts.about(str(number)) for number in range(200)] == [f"{number}: first" for number in range(200)]
