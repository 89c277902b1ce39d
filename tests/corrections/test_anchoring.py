"""Passages are found again where they went, and nowhere else."""

import json
import pickle
import time
import unicodedata
from pathlib import Path

import pytest

from corrections.anchoring import Selector, Span, locate
from corrections.anchoring.normalize import fold
from press import richtext
from tests.corrections.anchoring_cases import LANGUAGES, PARTS, cases, tally

VECTORS = Path(__file__).parents[1] / "vectors"
TEXT = (
    "The council met on Tuesday.\n"
    "It voted nine to four to close the school on Mill Lane. Parents booed. The mayor declined to comment.\n"
    "The building needs repairs worth 1.2 million. The library needs a roof. The mayor declined to comment."
)
SENTENCE = "It voted nine to four to close the school on Mill Lane."
REPAIRS = "The building needs repairs worth 1.2 million."
LONG = REPAIRS + " The library needs a roof. The mayor declined to comment."


def quote(text, exact, nth=1, **changes):
    """Return the selector a browser would send for the `nth` occurrence of `exact`."""
    start = -1
    for _ in range(nth):
        start = text.index(exact, start + 1)
    end = start + len(exact)
    selector = {
        "exact": exact,
        "prefix": text[max(0, start - 32) : start],
        "suffix": text[end : end + 32],
        "start": start,
        "end": end,
    }
    return selector | changes


def words(text, span):
    return None if span is None else text[slice(*span)]


def vectors(name):
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


# The set


@pytest.fixture(scope="module")
def tallies():
    return tally([case for part in PARTS for case in cases(part)])[0]


def test_the_set_is_large_and_always_the_same(tallies):
    assert tallies["with original", "all"].asked > 1500
    assert [*cases("first", 1)] == [*cases("first", 1)]


@pytest.mark.parametrize(("way", "share"), [("with original", 0.99), ("without original", 0.95)])
def test_passages_are_found_in_all_texts(tallies, way, share):
    for part in (*PARTS, "all"):
        assert tallies[way, part].right >= share * tallies[way, part].asked, (way, part)


@pytest.mark.parametrize("way", ["with original", "without original"])
def test_deleted_passages_are_found_nowhere(tallies, way):
    assert tallies[way, "all"].strays == 0


def test_every_language_is_served(tallies):
    chosen = [tallies["with original", language] for language in LANGUAGES]
    assert all(language.right > 0.98 * language.asked for language in chosen)


# The way a passage is found


def test_same_text_gives_the_offsets():
    span = locate(TEXT, quote(TEXT, SENTENCE), original=TEXT)
    assert span == (28, 83)
    assert span.how == "offsets"


def test_inserted_text_moves_the_passage():
    text = "Correction below.\n" + TEXT
    span = locate(text, quote(TEXT, SENTENCE), original=TEXT)
    assert (words(text, span), span.how, span.score) == (SENTENCE, "mapped", 1.0)


def test_without_the_original_the_quote_is_enough():
    text = "Correction below.\n" + TEXT
    span = locate(text, quote(TEXT, SENTENCE))
    assert (words(text, span), span.how) == (SENTENCE, "quote")


@pytest.mark.parametrize("original", [TEXT, None])
def test_mended_words_are_covered(original):
    text = TEXT.replace("nine to four", "eight to five")
    span = locate(text, quote(TEXT, SENTENCE), original=original)
    assert words(text, span) == SENTENCE.replace("nine to four", "eight to five")
    assert span.score < 1


@pytest.mark.parametrize("original", [TEXT, None])
def test_a_new_opening_belongs_to_its_sentence(original):
    text = TEXT.replace("It voted", "After two hours it voted")
    span = locate(text, quote(TEXT, SENTENCE), original=original)
    assert words(text, span).startswith("After two hours it voted nine")


@pytest.mark.parametrize("original", [TEXT, None])
def test_a_sentence_inserted_beside_does_not_belong(original):
    text = TEXT.replace("It voted", "Rain fell all evening. It voted")
    assert words(text, locate(text, quote(TEXT, SENTENCE), original=original)) == SENTENCE


@pytest.mark.parametrize("original", [TEXT, None])
def test_a_mended_word_is_found_by_its_neighbours(original):
    before = TEXT.replace("council", "cuoncil")
    span = locate(TEXT, quote(before, "cuoncil"), original=original and before)
    assert words(TEXT, span) == "council"


@pytest.mark.parametrize("original", [TEXT, None])
def test_a_deleted_sentence_is_gone_although_a_like_one_stays(original):
    text = TEXT.replace("The building needs repairs worth 1.2 million. ", "")
    assert locate(text, quote(TEXT, "The building needs repairs worth 1.2 million."), original=original) is None


@pytest.mark.parametrize("original", [TEXT, None])
def test_a_word_of_a_deleted_sentence_is_gone_although_it_stands_elsewhere(original):
    text = TEXT.replace("The library needs a roof. ", "")
    assert locate(text, quote(TEXT, "needs", nth=2), original=original) is None


@pytest.mark.parametrize("nth", [1, 2])
@pytest.mark.parametrize("original", [TEXT, None])
def test_a_repeated_sentence_is_told_by_its_context(nth, original):
    text = TEXT.replace("The council met", "Last week the council met")
    span = locate(text, quote(TEXT, "The mayor declined to comment.", nth=nth), original=original)
    assert span.start == quote(text, "The mayor declined to comment.", nth=nth)["start"]


def test_one_of_two_equal_sentences_deleted_is_gone():
    text = TEXT.removesuffix(" The mayor declined to comment.")
    assert locate(text, quote(TEXT, "The mayor declined to comment.", nth=2), original=TEXT) is None


def test_a_sentence_moved_to_another_paragraph_is_found_there():
    text = TEXT.replace(SENTENCE + " ", "") + " " + SENTENCE
    assert words(text, locate(text, quote(TEXT, SENTENCE), original=TEXT)) == SENTENCE


def test_without_the_original_it_may_be_the_twin_of_a_deleted_one():
    text = TEXT.replace(SENTENCE + " ", "") + " " + SENTENCE
    assert locate(text, quote(TEXT, SENTENCE)) is None


@pytest.mark.parametrize(
    ("exact", "after"),
    [
        (SENTENCE, TEXT.replace(SENTENCE + " Parents booed.", "Parents booed. " + SENTENCE)),
        (LONG, TEXT.replace(LONG + " ", "") + " " + LONG),
        (REPAIRS, REPAIRS + "\n" + TEXT.replace(REPAIRS + " ", "")),
    ],
    ids=["past its neighbour", "long", "up the page"],
)
def test_a_move_that_looks_like_one_needs_no_original(exact, after):
    assert words(after, locate(after, quote(TEXT, exact))) == exact


@pytest.mark.parametrize("original", [True, False])
def test_the_twin_above_is_not_taken_for_a_sentence_deleted_below(original):
    before = REPAIRS + "\n" + TEXT
    selector, after = quote(before, REPAIRS, nth=2), before.replace(REPAIRS + " ", "")
    assert locate(after, selector, original=before if original else None) is None


ROWS = "Winners\nEast Quay: 214 homes, 3 schools\nWest Quay: 187 homes, 2 schools\nNorth Quay: 305 homes, 4 schools"


@pytest.mark.parametrize("original", [ROWS, None])
def test_a_row_of_a_list_is_found_in_its_new_place(original):
    text = ROWS.replace("East Quay: 214 homes, 3 schools\n", "") + "\nEast Quay: 214 homes, 3 schools"
    found = locate(text, quote(ROWS, "East Quay: 214 homes, 3 schools"), original=original)
    assert words(text, found) == "East Quay: 214 homes, 3 schools"


@pytest.mark.parametrize("original", [ROWS, None])
def test_a_row_that_is_deleted_is_not_found_in_one_that_was_updated(original):
    text = ROWS.replace("East Quay: 214 homes, 3 schools\n", "").replace("187", "188").replace("2 s", "5 s")
    assert locate(text, quote(ROWS, "East Quay: 214 homes, 3 schools"), original=original) is None


@pytest.mark.parametrize("original", [TEXT, None])
def test_words_that_changed_places_at_the_edge_still_belong(original):
    text = TEXT.replace("nine to four to close", "to close nine to four")
    found = locate(text, quote(TEXT, "voted nine to four to close"), original=original)
    assert words(text, found) == "voted to close nine to four"


@pytest.mark.parametrize("original", [TEXT, None])
def test_another_article_holds_nothing(original):
    text = "Rents rose by a tenth. The tenants' union counted adverts. Nobody knows what to do about the school."
    for exact in (SENTENCE, "the school", "to"):
        assert locate(text, quote(TEXT, exact), original=original) is None


def test_lines_that_cannot_be_told_apart_are_not_guessed():
    before = "Intro.\n" + "He said no.\n" * 20
    selector = quote(before, "He said no.", nth=9)
    assert locate("A word first. " + before, selector) is None
    span = locate("A word first. " + before, selector, original=before)
    assert span == (selector["start"] + 14, selector["end"] + 14)


def test_a_line_gone_from_among_equals_is_not_guessed():
    before = "Intro.\n" + "He said no.\n" * 20
    after = "Intro.\n" + "He said no.\n" * 19
    assert locate(after, quote(before, "He said no.", nth=9), original=before) is None


@pytest.mark.parametrize("nth", [1, 2, 15, 29, 30])
@pytest.mark.parametrize("before", ["They sang: ho ho", "ho ho"])
def test_a_word_gone_from_a_row_of_equal_words_is_not_guessed(before, nth):
    before = before + " ho" * 28 + ". All sang along."
    after = before.replace(" ho ho", " ho", 1)
    assert locate(after, quote(before, "ho", nth=nth), original=before) is None


def test_an_original_that_cannot_tell_gives_nothing():
    before = "Yes, of course. " * 3
    assert locate(before + "More.", {"exact": "Yes, of course."}, original=before) is None


def test_an_original_that_does_not_hold_the_quote_is_passed_over():
    assert words(TEXT, locate(TEXT, quote(TEXT, SENTENCE), original="Something else.")) == SENTENCE


def test_a_passage_across_paragraphs_is_found():
    exact = "on Mill Lane. Parents booed. The mayor declined to comment.\nThe building"
    text = TEXT.replace("Tuesday", "Tuesday evening").replace("Parents booed", "The parents booed")
    assert words(text, locate(text, quote(TEXT, exact), original=TEXT)) == exact.replace("Parents", "The parents")


# What does not count as a difference


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('He said "it\'s late" - twice.', "He said “it’s late” – twice."),
        ("He said so... and left.", "He said so… and left."),
        ("Ten men and a dog.", "Ten\u00a0men  and\na\u2009dog."),
        ("An underground railway.", "An under\u00adground rail\u200bway."),
        ("П'ять об'єктів і ще один.", "Пʼять об’єктів і ще один."),
        ("שלום עולם טוב.", "שלום \u200fעולם\u200e טוב."),
        ("ความคิดเห็นของนายก", "ความ\u200bคิดเห็น\u200bของนายก"),
    ],
)
@pytest.mark.parametrize("original", [True, False])
def test_typing_habits_do_not_count(before, after, original):
    before, after = f"First words. {before} Last words.", f"New here. First words. {after} Last words."
    span = locate(after, quote(before, before[13:-12]), original=before if original else None)
    assert words(after, span) == after[23:-12]
    assert span.score == 1


@pytest.mark.parametrize("forms", [("NFC", "NFD"), ("NFD", "NFC")])
def test_composed_and_decomposed_letters_are_the_same(forms):
    before, after = (unicodedata.normalize(form, "Café Noël и жираф їжака. Đường phố Việt Nam.") for form in forms)
    exact = unicodedata.normalize(forms[0], "Noël и жираф їжака")
    span = locate("Нове. " + after, quote(before, exact))
    assert words("Нове. " + after, span) == unicodedata.normalize(forms[1], exact)


def test_letter_case_is_a_mend():
    text = TEXT.replace("Mill Lane", "mill lane").replace("The council", "Today the council")
    assert words(text, locate(text, quote(TEXT, "on Mill Lane"), original=TEXT)) == "on mill lane"


def test_offsets_are_code_points():
    before = "🎉🎉 The band 🎻 played on."
    text = "👩‍👩‍👧 " + before
    assert words(text, locate(text, quote(before, "band 🎻"), original=before)) == "band 🎻"


def test_no_visible_character_is_cut_in_two():
    before, text = "We saw a woman there.", "We saw a 👩‍👩‍👧 there, and ก็ดี."
    assert words(text, locate(text, {"exact": "👩", "prefix": "We saw a ", "suffix": " there"})) == "👩‍👩‍👧"
    assert locate(before, quote(text, "ก"), original=text) is None


def test_unseen_ends_of_the_quote_come_along():
    before = "One \u200fשלום\u200f two."
    text = "Zero. " + before
    assert words(text, locate(text, quote(before, "\u200fשלום\u200f"))) == "\u200fשלום\u200f"


# Shortened quotes


@pytest.mark.parametrize("original", [TEXT, None])
def test_a_shortened_quote_covers_what_lies_between_its_ends(original):
    whole = quote(TEXT, TEXT[28:129])
    short = whole | {"exact": "It voted nine to four … declined to comment.", "shortened": True}
    text = "New. " + TEXT.replace("Parents", "Many parents")
    assert words(text, locate(text, short, original=original)) == TEXT[28:129].replace("Parents", "Many parents")


def test_half_a_shortened_quote_is_not_enough():
    short = {"exact": "It voted nine to four … declined to comment.", "shortened": True, "prefix": "on Tuesday.\n"}
    assert locate(TEXT[:90], short) is None


# Selectors and spans


@pytest.mark.parametrize(
    ("selector", "says"),
    [
        ({"exact": ""}, "exact is empty"),
        ({"prefix": "a"}, "no exact text"),
        ({"exact": None}, "no exact text"),
        ({"exact": 5}, "exact must be text"),
        ({"exact": "a", "prefix": ["b"]}, "prefix must be text"),
        ({"exact": "a", "start": -1}, "start must not be negative"),
        ({"exact": "a", "end": 1.5}, "end must be a whole number"),
        ({"exact": "a", "start": True}, "start must be a whole number"),
        ({"exact": "a", "start": 9, "end": 3}, "ends before it starts"),
        ({"exact": "a", "shortened": "yes"}, "shortened must be true or false"),
        ("a", "must be an object"),
        (None, "must be an object"),
    ],
)
def test_a_bad_selector_is_refused_with_a_sentence(selector, says):
    with pytest.raises(ValueError, match=says):
        locate(TEXT, selector)


def test_missing_and_null_parts_are_the_same():
    selector = {"type": "TextQuoteSelector", "exact": SENTENCE} | dict.fromkeys(("prefix", "suffix", "start", "end"))
    assert locate(TEXT, selector) == locate(TEXT, {"exact": SENTENCE}) == locate(TEXT, Selector(SENTENCE))


@pytest.mark.parametrize("start", [0, 3, 5000])
def test_wrong_offsets_do_no_harm(start):
    assert words(TEXT, locate(TEXT, quote(TEXT, SENTENCE, start=start, end=start + 9))) == SENTENCE


@pytest.mark.parametrize("text", ["", " ", "\n", "x"])
def test_empty_texts_hold_nothing(text):
    assert locate(text, quote(TEXT, SENTENCE)) is None
    assert locate(text, quote(TEXT, SENTENCE), original=TEXT) is None
    assert locate(TEXT, {"exact": "\u200b"}, original=text) is None


def test_a_span_unpacks_to_two_and_survives_a_queue():
    span = Span(3, 9, "fuzzy", 0.8)
    start, end = span
    again = pickle.loads(pickle.dumps(span))
    assert (start, end, again, again.how, again.score) == (3, 9, (3, 9), "fuzzy", 0.8)


# Vectors shared with static/js/quote.js


@pytest.mark.parametrize("vector", vectors("plain_text.json"), ids=lambda vector: vector["name"])
def test_plain_text_is_the_same_here_and_in_the_browser(vector):
    if not vector.get("page_only"):
        assert richtext.plain_text(vector["html"]) == vector["text"]


@pytest.mark.parametrize("vector", vectors("selectors.json"), ids=lambda vector: vector["name"])
def test_selectors_from_the_browser_are_found(vector):
    text = richtext.plain_text(vector["html"])
    span = locate(text, vector["selector"], original=text)
    assert (span.start, span.end) == (vector["selector"]["start"], vector["selector"]["end"])
    assert words(text, span) == vector["selector"]["exact"]


# Speed


def long_article(words_wanted):
    chosen = [case.text for case in cases("first", 2) if case.language == "en"]
    text = "\n".join(f"{number}. {line}" for number, line in enumerate("\n".join(chosen).split("\n")))
    return " ".join(text.split(" ")[:words_wanted])


def test_a_long_article_takes_milliseconds():
    article = long_article(5000)
    middle = article.index(". ", len(article) // 2) + 2
    exact = article[middle : middle + 120]
    selector = quote(article, exact)
    edited = "A new paragraph.\n" + article.replace("council", "board").replace(" the ", " a ")
    spent = []
    for _ in range(5):
        fold.cache_clear()
        began = time.process_time()
        for text, original in ((edited, article), (edited, None), ("Other. " * 5000, article)):
            locate(text, selector, original=original)
        spent.append((time.process_time() - began) / 3)
    assert min(spent) < 0.04
