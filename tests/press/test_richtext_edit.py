"""Mending words in a body touches nothing else."""

import pytest

from press.richtext import ParagraphsDiffer, clean, figures, plain_text, replace, replace_inline, with_captions
from tests.any_input import given, st


def mend(html, old, new):
    at = plain_text(html).index(old)
    return replace(html, at, at + len(old), new)


def test_a_word_inside_markup_keeps_its_markup():
    html = "<p>The <strong>old <em>bridg</em></strong> reopens.</p>"
    assert mend(html, "bridg", "bridge") == "<p>The <strong>old <em>bridge</em></strong> reopens.</p>"


def test_a_passage_across_markup_changes_only_the_words_that_differ():
    html = '<p>Some <a href="/a/">twelve million</a> people live <em>here</em> now.</p>'
    assert (
        mend(html, "twelve million people live here", "two million people live here")
        == '<p>Some <a href="/a/">two million</a> people live <em>here</em> now.</p>'
    )


def test_a_passage_across_paragraphs_keeps_them():
    html = "<p>It rained on Monday.</p>\n<p>Trams stood stil.</p>"
    assert mend(html, "Monday.\nTrams stood stil", "Tuesday.\nTrams stood still") == (
        "<p>It rained on Tuesday.</p>\n<p>Trams stood still.</p>"
    )


def test_joining_paragraphs_is_refused():
    with pytest.raises(ParagraphsDiffer):
        mend("<p>One.</p>\n<p>Two.</p>", "One.\nTwo.", "One, two.")


def test_a_sentence_can_be_left_out():
    assert mend("<p>One. Two. Three.</p>", "Two.", "") == "<p>One. Three.</p>"


def test_words_can_be_added():
    assert mend("<p>She said <em>so</em>.</p>", "said so", "said that so") == "<p>She said that <em>so</em>.</p>"


def test_pictures_and_their_captions_are_left_alone():
    figure = (
        '<figure class="news-image" data-image="7" data-size="wide"><figcaption>A bridg too far</figcaption></figure>'
    )
    html = clean(f"<p>A bridg.</p>{figure}<p>And on.</p>")
    assert mend(html, "bridg", "bridge") == clean(f"<p>A bridge.</p>{figure}<p>And on.</p>")


def test_captions_of_one_picture_are_changed_each_from_its_own():
    html = clean(
        '<figure class="news-image" data-image="7" data-size="wide"><figcaption>Old <em>ones</em></figcaption></figure>'
        '<figure class="news-image" data-image="8" data-size="text"><figcaption>Mine</figcaption></figure>'
        '<figure class="news-image" data-image="7" data-size="text"></figure>'
    )
    mended = with_captions(html, 7, lambda own: own.replace("Old", "New") or "New &amp; &lt;better&gt;")
    assert [one.caption for one in figures(mended)] == ["New <em>ones</em>", "Mine", "New &amp; &lt;better&gt;"]
    assert figures(with_captions(html, 7, lambda own: ""))[0].caption == ""


def test_words_of_a_caption_can_be_mended_like_those_of_a_body():
    assert replace_inline("The <em>old</em> bridg &amp; so", 8, 13, "bridge") == "The <em>old</em> bridge &amp; so"


def test_what_a_reader_writes_is_text():
    assert (
        mend("<p>A bridge.</p>", "bridge", "<b>bridge</b> & more") == "<p>A &lt;b&gt;bridge&lt;/b&gt; &amp; more.</p>"
    )


def test_spaces_of_every_kind_count_once():
    html = "<p>Ten\u00a0 men and  <b>a dgo</b>.</p>"
    assert plain_text(mend(html, "a dgo", "a dog")) == "Ten men and a dog."


def test_offsets_outside_are_refused():
    with pytest.raises(ValueError, match="outside"):
        replace("<p>Short.</p>", 3, 99, "x")


@given(
    st.lists(st.text("ab <>&é😀", min_size=1, max_size=12), min_size=1, max_size=4),
    st.integers(0, 40),
    st.integers(0, 10),
    st.text("xy z", max_size=8),
)
def test_the_text_reads_as_asked_or_nothing_happens(lines, start, length, words):
    from html import escape

    html = clean("".join(f"<p>{escape(line)}</p>" for line in lines))
    text = plain_text(html)
    start = min(start, len(text))
    end = min(start + length, len(text))
    try:
        mended = plain_text(replace(html, start, end, words))
    except ParagraphsDiffer:
        return
    assert "".join(mended.split()) == "".join((text[:start] + words + text[end:]).split())
