"""Two people on one article: what both meant, paragraph by paragraph."""

import pytest

from articles.desk.merge import blocks, merge


def text(letters):
    return "\n".join(f"<p>{letter}</p>" for letter in letters.split())


def letters(html):
    return " ".join(html.replace("<p>", "").split("</p>")).replace("\n", "").strip()


def both(mine, theirs, base="a b c d"):
    return merge({"body": text(base)}, {"body": text(mine)}, {"body": text(theirs)})


class TestText:
    @pytest.mark.parametrize(
        ("mine", "theirs", "together"),
        [
            ("a B c d", "a b C d", "a B C d"),  # neighbors rewritten
            ("a B c d", "a b x c d", "a B x c d"),  # one rewritten, one added behind it
            ("x a b c d", "a b c d y", "x a b c d y"),  # both ends
            ("a b c d e", "a b c d f", "a b c d f e"),  # both added in one place
            ("a c d", "a b C d", "a C d"),  # one taken out, one rewritten
            ("a b c d", "b a c d", "b a c d"),  # only theirs changed
            ("a B c d", "a B c d", "a B c d"),  # both did the same
        ],
    )
    def test_different_paragraphs_go_together(self, mine, theirs, together):
        merged = both(mine, theirs)
        assert (letters(merged.mine["body"]), merged.conflicts) == (together, [])
        assert merged.theirs == merged.mine

    def test_the_same_paragraph_is_kept_twice_and_all_else_goes_together(self):
        merged = both("A b mine d", "a b theirs D")
        assert letters(merged.mine["body"]) == "A b mine D"
        assert letters(merged.theirs["body"]) == "A b theirs D"
        assert [(one.mine, one.theirs) for one in merged.conflicts] == [("<p>mine</p>", "<p>theirs</p>")]

    def test_a_paragraph_that_one_took_out_and_the_other_rewrote_is_a_conflict(self):
        merged = both("a c d", "a B c d")
        assert [(one.mine, one.theirs) for one in merged.conflicts] == [("", "<p>B</p>")]

    def test_without_what_both_began_with_every_difference_is_a_conflict(self):
        merged = merge(None, {"body": text("a b c")}, {"body": text("a x c")})
        assert [(one.mine, one.theirs) for one in merged.conflicts] == [("<p>b</p>", "<p>x</p>")]

    def test_lists_tables_and_quotes_are_one_block_each(self):
        html = '<p title="a > b">One<br>two</p>\n<ul><li>a</li><li>b</li></ul>\n<hr>\n<blockquote><p>c</p></blockquote>'
        assert blocks(html) == html.split("\n")


class TestOtherFields:
    def test_what_one_changed_is_taken(self):
        merged = merge(
            {"headline": "a", "kicker": "k"}, {"headline": "b", "kicker": "k"}, {"headline": "a", "kicker": "m"}
        )
        assert merged.mine == {"headline": "b", "kicker": "m"}

    def test_what_both_changed_is_a_conflict(self):
        merged = merge({"headline": "a"}, {"headline": "b"}, {"headline": "c"})
        assert (merged.mine, merged.theirs) == ({"headline": "b"}, {"headline": "c"})
        assert merged.conflicts == [("headline", "b", "c")]

    def test_tags_that_each_added_and_took_away_go_together(self):
        merged = merge({"tags": ["a", "b"]}, {"tags": ["a", "mine"]}, {"tags": ["a", "b", "theirs"]})
        assert sorted(merged.mine["tags"]) == ["a", "mine", "theirs"]
