"""What the checker sees in a page: words in any order, links that are none, pictures by any name."""

import pytest

from licensing import reprint_checker
from licensing.reprint_checker import (
    Linked,
    Page,
    Words,
    decode,
    link_key,
    linked,
    overlap,
    pictures_in,
    read,
    telling_phrases,
)
from tests.licensing import reprint_cases

ADDRESSES = ["https://paper.example/2026/05/01/bridge/", "https://paper.example/2026/04/30/old-bridge/"]
ONE = "The river reached 452 centimetres at nine this evening and stayed there for an hour."
TWO = "Nine days of rain in the upper valley brought the water, more slowly than was feared."
OWN = "Our own reporter was at the market and counted the apples, of which there were few."
OURS = f"{ONE}\n{TWO}"


class TestWords:
    def test_the_whole_text_is_all_of_it(self):
        found = overlap(OURS, f"{OWN}\n{OURS}\n{OWN}")
        assert (found.percent, len(found.stretches)) == (99, 1)
        assert found.longest == found.taken == len(OURS) - 1

    def test_passages_are_found_in_any_order(self):
        found = overlap(OURS, f"{TWO} {OWN} {ONE}")
        assert [OURS[one.start : one.end] for one in found.stretches] == [ONE[:-1], TWO[:-1]]

    def test_light_edits_do_not_hide_a_passage(self):
        edited = ONE.replace("this evening ", "last night ").replace("stayed there", "remained there")
        (stretch,) = overlap(OURS, f"{OWN} {edited}").stretches
        assert stretch.edited
        assert OURS[stretch.start : stretch.end] == ONE[:-1]
        assert stretch.verbatim < stretch.characters

    def test_quotes_dashes_case_and_spaces_make_no_difference(self):
        other = ONE.upper().replace(" ", "\u00a0 ")
        assert overlap(f"“{ONE}”", f"»{other}«").percent > 95

    @pytest.mark.parametrize(
        "theirs", ["", OWN, "at nine this evening", "The river reached the sea.", "452", "\0", "—" * 50]
    )
    def test_a_few_words_in_common_are_chance(self, theirs):
        assert overlap(OURS, theirs).stretches == ()

    def test_an_empty_text_has_nothing_to_take(self):
        assert overlap("", OURS).percent == 0

    def test_scripts_without_spaces_are_compared_sign_by_sign(self):
        chinese = "今天河水在晚上九点达到四百五十二厘米并停留了一个小时"
        assert overlap(f"{chinese}。雨下了九天。", f"新闻：{chinese}！").percent > 70
        assert overlap(chinese, "河水在晚上").stretches == ()

    def test_what_a_page_says_a_thousand_times_takes_no_longer(self):
        assert overlap(f"{ONE} " * 30, f"{ONE} " * 1000).percent > 95

    def test_phrases_come_from_all_over_a_text(self):
        words = " ".join(f"word{n}" for n in range(600))
        phrases = telling_phrases(Words(words))
        assert len(phrases) == 48
        assert int(phrases[-1][0][4:]) - int(phrases[0][0][4:]) > 450
        assert telling_phrases(Words("too short")) == []


class TestPages:
    def test_html_is_read_as_readers_see_it(self):
        page = read(
            "<title>T</title><style>p{}</style><script>x</script><p>One <b>t</b>wo</p><p>three&amp;</p><!-- no -->"
        )
        assert page.text.split() == ["One", "two", "three&"]

    @pytest.mark.parametrize(
        "source", ["<p", "<<<>>>", "</p></p>", "<a href=", "<p>x</b></i>", "\0<p>", "<![CDATA[", "&#0;<p>"]
    )
    def test_broken_html_breaks_nothing(self, source):
        assert isinstance(read(source), Page)

    def test_plain_words_are_a_page_too(self):
        assert read("1 < 2 and 3 > 2").text == "1 < 2 and 3 > 2"

    @pytest.mark.parametrize(
        "content, text",
        [
            ("Міст".encode(), "Міст"),
            ("\ufeffМіст".encode(), "Міст"),
            ("Міст через річку відкрито".encode("cp1251"), "Міст через річку відкрито"),
            (b"<meta charset=windows-1251>" + "Міст".encode("cp1251"), "<meta charset=windows-1251>Міст"),
            ("Brücke über den Fluss".encode("latin-1"), "Brücke über den Fluss"),
            (b"<meta charset=no-such>\xff", "<meta charset=no-such>ÿ"),
            (b"", ""),
        ],
    )
    def test_files_are_read_in_the_encoding_that_they_have(self, content, text):
        assert decode(content) == text


def state(html, addresses=ADDRESSES):
    return linked(read(f"<p>{html}</p>"), addresses)


class TestLinks:
    @pytest.mark.parametrize(
        "address",
        [
            ADDRESSES[0],
            ADDRESSES[1],
            "http://www.paper.example/2026/05/01/bridge?utm_source=x#top",
            "//paper.example/2026/05/01/BRIDGE/",
            "HTTPS://PAPER.EXAMPLE/2026/05/01/bridge/",
            "https://paper.example/2026/05/01/bridg%65/",
        ],
    )
    def test_every_address_that_leads_there_is_right(self, address):
        assert state(f'<a href="{address}">The paper</a>') == Linked.YES

    @pytest.mark.parametrize("rel", ["nofollow", "noopener NOFOLLOW", "ugc", "sponsored"])
    def test_a_link_that_is_not_to_be_followed_is_half_a_link(self, rel):
        assert state(f'<a rel="{rel}" href="{ADDRESSES[0]}">The paper</a>') == Linked.NOFOLLOW

    @pytest.mark.parametrize("content", ["noindex, nofollow", "none", "NoFollow"])
    def test_a_page_may_ask_not_to_follow_any_of_its_links(self, content):
        page = f'<meta name="robots" content="{content}"><a href="{ADDRESSES[0]}">The paper</a>'
        assert state(page) == Linked.NOFOLLOW

    @pytest.mark.parametrize(
        "html, expected",
        [
            (f'<a href="{ADDRESSES[0]}"> </a>', Linked.EMPTY),
            (f'<a href="{ADDRESSES[0]}"><img src="x" alt="The paper"></a>', Linked.YES),
            (f"Source: {ADDRESSES[0]}.", Linked.BARE),
            ("Source: www.paper.example/2026/05/01/bridge", Linked.BARE),
            (f"<!-- <a href='{ADDRESSES[0]}'>x</a> -->", Linked.NO),
            (f"<script>'<a href=\"{ADDRESSES[0]}\">x</a>'</script>", Linked.NO),
            ('<a href="https://paper.example/">The paper</a>', Linked.ELSEWHERE),
            ('<a href="https://paper.example.evil.example/2026/05/01/bridge/">x</a>', Linked.NO),
            ("<a href=\"javascript:location='https://paper.example/2026/05/01/bridge/'\">x</a>", Linked.NO),
            ('<a href="/2026/05/01/bridge/">Ours</a>', Linked.NO),
            ('<a href="http://[">x</a><a href="https://">y</a><a href="mailto:a@paper.example">z</a>', Linked.NO),
            ("", Linked.NO),
        ],
    )
    def test_what_is_no_link_is_called_what_it_is(self, html, expected):
        assert state(html) == expected

    def test_the_best_link_counts(self):
        both = f'<a rel="nofollow" href="{ADDRESSES[0]}">a</a> <a href="{ADDRESSES[1]}">b</a>'
        assert state(both) == Linked.YES

    @pytest.mark.parametrize("address", ["", "x", "http://", "//", "ftp://paper.example/", "http://[::1", "a b"])
    def test_what_leads_nowhere_has_no_key(self, address):
        assert link_key(address) == ""


def test_pictures_are_known_by_our_file_names_in_any_attribute():
    names = {"9f2c" * 7: 1, "river-dawn.jpg": 2, "other.jpg": 3}
    page = read(f'<img data-src="/cdn/x-{"9F2C" * 7}-w640.jpg"><source srcset="a/river%2Ddawn.jpg 2x"><p>other.jpg</p>')
    assert pictures_in(page, names) == {1, 2}


def test_the_core_is_plain_python():
    assert not [
        name for name, value in vars(reprint_checker).items() if "django" in str(getattr(value, "__module__", ""))
    ]


def test_there_are_three_hundred_made_reprints_and_they_are_the_same_each_time():
    made = [list(reprint_cases.cases(lambda slug: f"/2026/05/01/{slug}/")) for _time in range(2)]
    assert made[0] == made[1]
    assert len(made[0]) >= 300
    assert {case.kind for case in made[0]} == set(reprint_cases.KINDS)


@pytest.mark.django_db
def test_made_reprints_are_found_and_judged_by_kind():
    paths = reprint_cases.publish()
    found = reprint_cases.measure(reprint_cases.check(paths), paths.__getitem__)
    told = reprint_cases.table(found)
    for kind, figures in found.items():
        assert figures.recall >= 0.98, told
        assert figures.verdicts >= 0.97, told
        assert figures.precision >= 0.98, told
        assert figures.error <= 0.06, f"{kind}\n{told}"
