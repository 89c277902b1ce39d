"""The page cache's promises about one page: what is kept, for whom, and how it is answered."""

import logging

import pytest

from press.page_cache.page import PREFERENCES
from tests.press.small import urls
from tests.press.small.reader import read


@pytest.fixture
def store(small_paper):
    return small_paper()


def kept(store, address: str, **headers: str) -> bool:
    """Tell whether a second request for an address is answered without entering Django."""
    read(store, address, **headers)
    before = len(urls.asked)
    read(store, address, **headers)
    return len(urls.asked) == before


# --- What is kept ---------------------------------------------------------------------------------------------------


def test_a_second_reader_is_answered_without_entering_django(store):
    assert read(store, "/story/").note == "made"
    assert read(store, "/story/").note == "hit"
    assert urls.asked == ["/story/"]


def test_a_hit_asks_the_database_nothing(store, django_assert_num_queries, db):
    read(store, "/story/")
    with django_assert_num_queries(0):
        assert read(store, "/story/").note == "hit"


def test_another_process_takes_a_page_from_the_disk(store, small_paper):
    read(store, "/story/")
    other = small_paper()
    assert read(other, "/story/").note == "hit"
    assert len(urls.asked) == 1


@pytest.mark.parametrize("kind", ["gone", "moved", "missing", "own", "empty", "dated"])
def test_gone_moved_and_missing_pages_are_kept_too(store, kind):
    assert kept(store, f"/odd/{kind}/")


@pytest.mark.parametrize("kind", ["elsewhere", "private"])
def test_what_is_temporary_or_private_is_never_kept(store, kind, caplog):
    assert not kept(store, f"/odd/{kind}/")
    assert not caplog.records


@pytest.mark.parametrize("kind", ["cookie", "streams", "varies"])
def test_a_page_that_is_not_for_everybody_is_refused_and_the_log_says_so_once(store, kind, caplog):
    with caplog.at_level(logging.ERROR, "press.page_cache"):
        assert not kept(store, f"/odd/{kind}/")
    assert caplog.text.count("is not kept, because it") == 1
    assert f"/odd/{kind}/" in caplog.text


def test_views_without_the_mark_pass_by(store):
    assert not kept(store, "/unmarked/")
    assert read(store, "/unmarked/").note is None


def test_files_pass_by_whatever_the_urls_say(small_paper):
    store = small_paper(files=("/story/files/",))
    assert not kept(store, "/story/files/")
    assert kept(store, "/story/")


def test_addresses_that_lead_nowhere_pass_by(store):
    assert read(store, "/nowhere/").status == 404
    assert read(store, "/nowhere/").note is None


def test_wrong_addresses_and_searches_leave_nothing_on_disk(store, settings):
    read(store, "/odd/missing/")
    read(store, "/odd/moved/")
    read(store, "/search/?q=harbour")
    assert read(store, "/search/?q=harbour").note == "hit"
    assert not list(settings.PAGE_CACHE.glob("kept/*/*"))


def test_endless_wrong_addresses_do_not_push_out_a_right_one(small_paper):
    small = small_paper(memory=200_000)
    read(small, "/story/")
    for number in range(200):
        read(small, f"/search/?q={number}")
    assert read(small, "/story/").note == "hit"
    assert small.aside.size <= 200_000
    assert len(small.aside.pages) < 40


def test_memory_is_bounded_and_keeps_what_is_read(small_paper):
    small = small_paper(memory=60_000)
    for number in range(50):
        read(small, f"/story/{number}/")
        read(small, "/story/popular/")
    assert small.memory.size <= 60_000
    assert ("paper.test", "/story/popular/", "", "http") in small.memory.pages
    assert urls.asked.count("/story/popular/") == 1


def test_the_disk_is_bounded(settings, small_paper):
    small = small_paper(disk=20_000)
    for number in range(40):
        read(small, f"/story/{number}/")
    small.disk.sweep()
    assert 0 < sum(place.stat().st_size for place in settings.PAGE_CACHE.glob("kept/*/*")) <= 20_000


# --- For whom -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/story/", "/search/?q=harbour", "/odd/gone/"])
def test_staff_with_a_session_pass_by(store, address):
    read(store, address)
    assert read(store, address, COOKIE="a=b; sessionid=abc").note is None
    assert len(urls.asked) == 2


def test_readers_with_other_cookies_get_the_kept_page(store):
    read(store, "/story/")
    assert read(store, "/story/", COOKIE="_ga=1; csrftoken=x").note == "hit"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
@pytest.mark.parametrize("address", ["/story/", "/search/?q=harbour"])
def test_only_get_and_head_are_answered(store, method, address):
    read(store, address)
    assert read(store, address, method=method).note is None


def test_a_kept_page_cannot_depend_on_who_asked_first(store):
    answer = read(
        store,
        "/told/?secret=1",
        body=b"a body",
        COOKIE="name=Ann",
        USER_AGENT="Evil/1.0",
        X_FORWARDED_HOST="evil.test",
        X_FORWARDED_FOR="6.6.6.6",
        ACCEPT_LANGUAGE="uk",
        REFERER="https://evil.test/",
        RANGE="bytes=0-3",
    )
    assert answer.status == 200
    for word in ("COOKIE", "AGENT", "FORWARDED", "LANGUAGE", "REFERER", "RANGE", "Ann", "a body", "secret"):
        assert word not in answer.text


# --- Query strings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["utm_source=x", "fbclid=1&gclid=2", "PAGE=2", "%00", "&&&=&", "page%3D2", "x" * 5000, "a&" * 3000]
)
def test_undeclared_parameters_never_make_another_page(store, query):
    read(store, "/story/")
    assert read(store, f"/story/?{query}").note in ("hit", None)
    assert "2" not in read(store, f"/story/?{query}").text


def test_declared_parameters_make_pages_of_their_own_in_any_order(store):
    assert read(store, "/story/?sort=new&utm_medium=mail&page=2").note == "made"
    answer = read(store, "/story/?page=2&sort=new")
    assert answer.note == "hit"
    assert "page=2&sort=new" in answer.text
    assert "utm" not in answer.text


def test_the_last_of_two_values_counts_as_in_django(store):
    assert "page=3" in read(store, "/story/?page=2&page=3").text
    assert read(store, "/story/?page=3").note == "hit"


@pytest.mark.parametrize("query", ["q=%00", "q=%FF%FE", "q=%22", "q=\xd0\xbf", "q=%u0411", "q", "q=", "q=a;b", "q=%"])
def test_hostile_searches_are_answered(store, query):
    assert read(store, f"/search/?{query}").status == 200
    assert read(store, f"/search/?{query}").status == 200


def test_a_search_of_ten_thousand_letters_goes_to_the_view_and_is_not_kept(store):
    assert read(store, f"/search/?q={'x' * 10_000}").note is None
    assert urls.asked == [f"/search/?q={'x' * 10_000}"]


# --- Hosts, paths and headers ---------------------------------------------------------------------------------------


def test_a_foreign_host_is_refused_by_django_and_keeps_nothing(store):
    for host in ("evil.test", "", "paper.test@evil.test", "paper.test:80:80", "x" * 100_000, "[::1"):
        assert read(store, "/story/", HOST=host).status == 400
    assert not store.memory.pages
    assert not store.aside.pages


def test_the_case_of_a_host_makes_no_other_page(store):
    read(store, "/story/")
    assert read(store, "/story/", HOST="Paper.TEST").note == "hit"


def test_a_path_of_any_bytes_is_answered(store):
    cyrillic = "/story/новина/".encode().decode("latin-1")
    assert kept(store, cyrillic)
    assert read(store, "/story/\xff\xfe/").status in (200, 404)
    assert read(store, f"/story/{'x' * 50_000}/").note is None


def test_http_and_https_are_different_pages_behind_a_proxy(settings, small_paper):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    settings.MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
    behind = small_paper()
    assert read(behind, "/story/", X_FORWARDED_PROTO="https").status == 200
    assert read(behind, "/story/", X_FORWARDED_PROTO="http").status == 301
    assert read(behind, "/story/").status == 301
    assert read(behind, "/story/", X_FORWARDED_PROTO="https").note == "hit"


# --- How it is answered ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_each_encoding_has_its_bytes_length_and_tag(store, encoding):
    answer = read(store, "/story/", ACCEPT_ENCODING=encoding)
    assert answer.headers.get("content-encoding", "identity") == encoding
    assert answer.headers["content-length"] == str(len(answer.raw))
    assert answer.headers["etag"].endswith(f'-{encoding}"')
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.text == read(store, "/story/").text


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br;q=0.5, identity", "identity"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("gzip;q=0, br;q=0", "identity"),
        ("*;q=0", "identity"),
        ("", "identity"),
        ("deflate", "identity"),
        ("br;q=x", "identity"),
        ("br;q=nan", "identity"),
        ("br;q=7", "identity"),
        (";;;,,,;q=", "identity"),
        ("brotli", "identity"),
        ("br," * 5000, "identity"),
    ],
)
def test_accept_encoding_is_read_with_its_weights(header, encoding):
    assert PREFERENCES[header] == encoding


def test_endless_accept_encodings_fill_no_memory():
    for number in range(5000):
        assert PREFERENCES[f"br;q=0.{number}"] == "br" if number else True
    assert len(PREFERENCES) <= PREFERENCES.MOST


def test_small_bodies_are_left_as_they_are(store):
    answer = read(store, "/odd/gone/", ACCEPT_ENCODING="br")
    assert answer.raw == b"gone"
    assert "content-encoding" not in answer.headers


def test_head_has_the_headers_of_get_and_no_body(store):
    for address in ("/story/", "/odd/gone/", "/odd/elsewhere/"):
        head = read(store, address, method="HEAD")
        get = read(store, address)
        ignored = {"x-page-store": ""}
        assert head.raw == b""
        assert head.headers | ignored == get.headers | ignored


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '"other",W/{} , "third"', "*"])
def test_known_bytes_are_not_sent_again(store, form):
    tag = read(store, "/story/", ACCEPT_ENCODING="br").headers["etag"]
    answer = read(store, "/story/", ACCEPT_ENCODING="br", IF_NONE_MATCH=form.format(tag))
    assert (answer.status, answer.raw) == (304, b"")
    assert answer.headers["etag"] == tag
    assert "content-length" not in answer.headers
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("tags", ["", '"other"', "W/", '"' * 1000, "\x00"])
def test_unknown_tags_get_the_whole_page(store, tags):
    assert read(store, "/story/", IF_NONE_MATCH=tags).status == 200


def test_the_tag_of_one_encoding_is_not_that_of_another(store):
    tag = read(store, "/story/", ACCEPT_ENCODING="br").headers["etag"]
    assert read(store, "/story/", ACCEPT_ENCODING="gzip", IF_NONE_MATCH=tag).status == 200


def test_a_date_counts_only_without_a_tag(store):
    then = "Mon, 06 Jul 2026 10:00:00 GMT"
    assert read(store, "/odd/dated/", IF_MODIFIED_SINCE=then).status == 304
    assert read(store, "/odd/dated/", IF_MODIFIED_SINCE="Mon, 06 Jul 2026 09:00:00 GMT").status == 200
    assert read(store, "/odd/dated/", IF_MODIFIED_SINCE=then, IF_NONE_MATCH='"other"').status == 200
    assert read(store, "/story/", IF_MODIFIED_SINCE=then).status == 200


def test_a_gone_page_stays_gone_for_who_knows_its_bytes(store):
    tag = read(store, "/odd/gone/").headers["etag"]
    assert read(store, "/odd/gone/", IF_NONE_MATCH=tag).status == 410


def test_proxies_are_told_how_long_they_may_answer(store):
    told = read(store, "/story/").headers["cache-control"]
    assert told == "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=86400"
    assert read(store, "/odd/own/").headers["cache-control"] == "public, max-age=60"
