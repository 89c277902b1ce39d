"""The page cache's promises about time: changes are seen at the next request, the last good page outlives Django."""

import math
import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction

from press import page_cache
from press.page_cache import invalidation
from press.page_cache.generation import GRACE, Stamp
from press.page_cache.middleware import Patience
from tests.press.small import urls
from tests.press.small.reader import Answer, read
from tests.processes import wait_until

NOON = datetime(2026, 7, 6, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(small_paper):
    return small_paper()


@pytest.fixture
def stamp(settings, small_paper):
    return Stamp(settings.PAGE_CACHE)


def say(words: str) -> None:
    """Change what the paper prints, as a verb does outside of a test's transaction."""
    urls.file("text").write_text(words)
    invalidation._tell(Stamp(urls.settings.PAGE_CACHE), ())


def break_database(away: bool = True) -> None:
    urls.file("broken").touch() if away else urls.file("broken").unlink()


# --- What changed is seen -------------------------------------------------------------------------------------------


def test_a_change_is_seen_at_the_next_request_of_every_process(store, small_paper):
    processes = [store, small_paper()]
    for number in range(20):
        say(f"edition {number}")
        for process in processes:
            assert f"edition {number}" in read(process, "/story/").text


@pytest.mark.django_db(transaction=True)
def test_a_change_counts_when_its_transaction_commits(store):
    read(store, "/story/")
    with transaction.atomic():
        page_cache.invalidate()
        assert read(store, "/story/").note == "hit"
    assert read(store, "/story/").note == "made"


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_changes_nothing(store):
    read(store, "/story/")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        page_cache.invalidate()
        raise ZeroDivisionError
    assert read(store, "/story/").note == "hit"


@pytest.mark.django_db(transaction=True)
def test_a_verb_that_dies_before_telling_is_made_good_ten_seconds_later(store, monkeypatch):
    with time_machine.travel(NOON, tick=False) as clock:
        read(store, "/story/")
        monkeypatch.setattr(invalidation, "_tell", lambda stamp, paths: None)
        with transaction.atomic():
            page_cache.invalidate()
        urls.file("text").write_text("second")
        clock.shift(GRACE - 0.1)
        assert "first" in read(store, "/story/").text
        clock.shift(0.2)
        assert "second" in read(store, "/story/").text


def test_a_rendering_that_began_before_a_change_is_not_kept(store, small_paper):
    class Meanwhile:
        """Django, with a change that comes while it answers."""

        def __call__(self, environ, start_response):
            result = WSGIHandler()(environ, start_response)
            if not urls.file("text").exists():
                say("second")
            return result

    store.application = Meanwhile()
    assert "first" in read(store, "/story/").text
    assert "second" in read(store, "/story/").text
    assert "second" in read(small_paper(), "/story/").text


def test_pages_of_another_program_are_stale(store, small_paper):
    read(store, "/story/")
    assert read(small_paper(version="2"), "/story/").note == "made"


def test_the_program_is_another_when_a_template_changes(tmp_path):
    template = tmp_path / "templates" / "base.html"
    template.parent.mkdir()
    template.write_text("old")
    before = page_cache.fingerprint([tmp_path])
    assert page_cache.fingerprint([tmp_path]) == before
    template.write_text("new")
    after = page_cache.fingerprint([tmp_path])
    assert before != after != page_cache.fingerprint([tmp_path], also="a setting")
    assert page_cache.fingerprint([tmp_path / "nothing"])


def test_removing_the_whole_folder_makes_all_stale_within_a_second(store, settings):
    with time_machine.travel(NOON, tick=False) as clock:
        read(store, "/story/")
        shutil.rmtree(settings.PAGE_CACHE)
        urls.file("text").write_text("second")
        clock.shift(1.1)
        assert "second" in read(store, "/story/").text
        assert read(store, "/story/").note == "hit"


def test_the_same_bytes_keep_their_tag_and_their_encodings_through_a_change(store, monkeypatch):
    tag = read(store, "/story/", ACCEPT_ENCODING="br").headers["etag"]
    say("first")
    monkeypatch.setattr("press.page_cache.page.ENCODERS", {"br": lambda body: pytest.fail("compressed again")})
    assert read(store, "/story/", ACCEPT_ENCODING="br", IF_NONE_MATCH=tag).status == 304


# --- What comes true by the clock -----------------------------------------------------------------------------------


def test_schedules_come_true_one_after_the_other_without_a_worker(store, small_paper):
    processes = [store, small_paper()]
    with time_machine.travel(NOON, tick=False) as clock:
        urls.file("next").write_text(f"{NOON + timedelta(hours=1)} {NOON + timedelta(hours=2)}".replace(" 1", "T1"))
        say("morning")
        for words in ("noon", "evening"):
            assert [words in read(process, "/story/").text for process in processes] == [False, False]
            urls.file("text").write_text(words)
            clock.shift(timedelta(minutes=59, seconds=59))
            assert [words in read(process, "/story/").text for process in processes] == [False, False]
            clock.shift(timedelta(seconds=1))
            assert [words in read(process, "/story/").text for process in processes] == [True, True]


def test_a_schedule_that_is_called_off_expires_nothing(store):
    with time_machine.travel(NOON, tick=False) as clock:
        urls.file("next").write_text(f"{NOON + timedelta(hours=1)}".replace(" ", "T"))
        say("morning")
        urls.file("next").unlink()
        say("morning")
        read(store, "/story/")
        clock.shift(timedelta(hours=3))
        assert read(store, "/story/").note == "hit"


def test_of_two_verbs_at_once_the_earlier_one_cannot_hide_the_schedule_of_the_later(stamp):
    earlier, later = stamp.renew(), stamp.renew()
    stamp.settle(later.generation, 1000.0)
    stamp.settle(earlier.generation, math.inf)
    assert stamp.look().next_at == 1000.0


def test_when_the_schedule_cannot_be_asked_for_it_is_asked_again_soon(store, monkeypatch, caplog):
    def away(after):
        raise ConnectionError

    with time_machine.travel(NOON, tick=False) as clock:
        urls.file("next").write_text(f"{NOON + timedelta(seconds=20)}".replace(" ", "T"))
        monkeypatch.setattr(invalidation, "foretellers", [away])
        say("first")
        read(store, "/story/")
        monkeypatch.setattr(invalidation, "foretellers", [urls.next_change])
        clock.shift(GRACE)
        read(store, "/story/")
        urls.file("text").write_text("second")
        clock.shift(GRACE)
        assert "second" in read(store, "/story/").text
    assert "could not be found out" in caplog.text


def test_a_moment_in_the_past_does_not_expire_pages_for_ever(store, monkeypatch):
    monkeypatch.setattr(invalidation, "foretellers", [lambda after: after - timedelta(hours=1)])
    say("first")
    read(store, "/story/")
    assert read(store, "/story/").note == "hit"


# --- When Django fails ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("raises", [False, True])
def test_the_last_good_page_is_answered_and_says_so(store, settings, raises):
    settings.DEBUG_PROPAGATE_EXCEPTIONS = raises
    read(store, "/story/")
    break_database()
    say("second")
    answer = read(store, "/story/", ACCEPT_ENCODING="br")
    assert (answer.status, answer.note) == (200, "stale; reason=error")
    assert "first" in answer.text
    break_database(away=False)
    say("third")
    assert "third" in read(store, "/story/").text


def test_a_page_that_never_was_good_is_an_error(store, settings):
    break_database()
    assert read(store, "/story/").status == 500
    settings.DEBUG_PROPAGATE_EXCEPTIONS = True
    with pytest.raises(ConnectionError):
        read(store, "/story/")


def test_fresh_pages_do_not_need_django(store):
    read(store, "/story/")
    break_database()
    assert read(store, "/story/").note == "hit"


def test_the_last_good_page_rests_django_for_a_second(store):
    with time_machine.travel(NOON, tick=False) as clock:
        read(store, "/story/")
        break_database()
        say("second")
        for _request in range(10):
            assert read(store, "/story/").note == "stale; reason=error"
        assert len(urls.asked) == 2
        break_database(away=False)
        clock.shift(1)
        assert "second" in read(store, "/story/").text


def test_the_last_good_page_is_answered_for_a_day_and_no_longer(store, small_paper):
    with time_machine.travel(NOON, tick=False) as clock:
        read(store, "/story/")
        clock.shift(timedelta(days=30))
        break_database()
        say("second")
        assert read(store, "/story/").note == "stale; reason=error"
        clock.shift(timedelta(hours=23))
        assert read(small_paper(), "/story/").note == "stale; reason=error"
        clock.shift(timedelta(hours=2))
        assert read(store, "/story/").status == 500


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/story/новина/", "/story/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B0/"])
def test_a_withdrawn_page_never_comes_back(store, small_paper, path):
    sent = "/story/новина/".encode().decode("latin-1")
    processes = [store, small_paper()]
    for address in (sent, f"{sent}?page=2"):
        for process in processes:
            read(process, address)
    with transaction.atomic():
        page_cache.invalidate(drop=[path])
    break_database()
    for address in (sent, f"{sent}?page=2"):
        for process in processes:
            assert read(process, address).status == 500


def test_a_page_that_was_not_found_any_more_does_not_come_back(store):
    read(store, "/story/")
    say("nothing")
    assert read(store, "/story/").status == 404
    break_database()
    say("second")
    assert read(store, "/story/").status == 500


# --- One rendering for all ------------------------------------------------------------------------------------------


def test_of_many_readers_in_two_processes_one_has_the_page_made(store, small_paper):
    processes = [store, small_paper()]
    urls.file("slow").write_text("0.1")
    with ThreadPoolExecutor(16) as readers:
        answers = list(readers.map(lambda number: read(processes[number % 2], "/story/"), range(32)))
    assert len(urls.asked) == 1
    assert sorted({answer.note for answer in answers}) == ["hit", "made"]


def test_who_comes_after_a_change_waits_for_the_new_page(store):
    read(store, "/story/")
    urls.file("slow").write_text("0.3")
    say("second")
    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(lambda _number: read(store, "/story/"), range(8)))
    assert all("second" in answer.text for answer in answers)
    assert len(urls.asked) == 2


def test_who_waited_politely_gets_the_previous_page_within_a_second_of_the_change(small_paper):
    store = small_paper(patience=Patience(polite=0.1, recent=60))  # The second may be over on a busy machine.
    read(store, "/story/")
    say("second")
    with ThreadPoolExecutor(1) as readers, urls.held_up():
        maker = begin(readers, store)
        assert read(store, "/story/").note == "stale; reason=slow"
    assert maker.result().note == "made"


def test_the_previous_page_is_not_given_later_than_that(small_paper):
    store = small_paper(patience=Patience(polite=0.01, recent=0))
    read(store, "/story/")
    say("second")
    with ThreadPoolExecutor(2) as readers, urls.held_up():
        begin(readers, store)
        other = readers.submit(read, store, "/story/")
        with pytest.raises(TimeoutError):
            other.result(timeout=0.3)  # It would long have been given.
    assert "second" in other.result().text


def test_nobody_waits_for_ever(small_paper):
    store = small_paper(patience=Patience(polite=0.01, recent=0, longest=0.1))
    read(store, "/story/")
    say("second")
    with ThreadPoolExecutor(1) as readers, urls.held_up():
        begin(readers, store)
        assert read(store, "/story/").note == "stale; reason=slow"


def test_readers_of_a_slow_page_without_a_previous_one_make_it_themselves_in_the_end(small_paper):
    store = small_paper(patience=Patience(longest=0.1))
    with ThreadPoolExecutor(2) as readers, urls.held_up():
        answers = [begin(readers, store) for _reader in range(2)]
    assert [answer.result().note for answer in answers] == ["made", "made"]


def begin(readers: ThreadPoolExecutor, store: page_cache.PageCache) -> Future[Answer]:
    """Let one more reader ask for the story, and wait until it is being made for them."""
    before = len(urls.asked)
    answer = readers.submit(read, store, "/story/")
    wait_until(lambda: len(urls.asked) > before)
    return answer


def test_readers_of_a_failing_page_each_get_their_answer(store):
    break_database()
    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(lambda _number: read(store, "/story/"), range(16)))
    assert {answer.status for answer in answers} == {500}
