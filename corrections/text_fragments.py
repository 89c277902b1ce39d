"""Links to a passage: the address of an article with a text fragment, as `static/js/quote.js` makes them too.

Browsers that know text fragments go to the words and mark them; others open the article.
"""

from urllib.parse import quote

from articles.models import Article, Revision
from corrections import passages
from corrections.models import Part

AT_ONCE = 300  # Longer passages are named by their first and their last words.
WORDS, CHARACTERS = 8, 100
CONTEXT = passages.CONTEXT


def to_words(article: Article, *wordings: str) -> str:
    """Return the address of the place where the first of these wordings stands now; else that of the article."""
    standing = Revision.objects.live().filter(article=article).first()
    if standing is None:
        return article.get_absolute_url()
    parts = [passages.text_of(standing, part) for part in (Part.TEXT, Part.HEADLINE, Part.STANDFIRST)]
    for words in filter(None, wordings):
        for text in parts:
            start = text.find(words)
            if start >= 0:
                at = passages.selector_at(text, (start, start + len(words)))
                return article.get_absolute_url() + text_fragment(at["exact"], at["prefix"], at["suffix"])
    return article.get_absolute_url()


def text_fragment(exact: str, prefix: str = "", suffix: str = "") -> str:
    """Return `#:~:text=prefix-,start,end,-suffix`; no term is longer than a paragraph."""
    lines = [line for line in exact.split("\n") if line.strip()] or [exact]
    if len(lines) > 1:
        terms = [_opening(lines[0]), _closing(lines[-1])]
    else:
        terms = [_opening(lines[0]), _closing(lines[0])] if len(lines[0]) > AT_ONCE else [lines[0].strip()]
    before, after = words_before(prefix), words_after(suffix)
    named = [before and _encoded(before) + "-", *map(_encoded, terms), after and "-" + _encoded(after)]
    return "#:~:text=" + ",".join(filter(None, named))


def _opening(words: str) -> str:
    return " ".join(words.split()[:WORDS])[:CHARACTERS].strip()


def _closing(words: str) -> str:
    return " ".join(words.split()[-WORDS:])[-CHARACTERS:].strip()


def words_before(prefix: str) -> str:
    """Return the whole words at the end of a prefix, of its last paragraph only."""
    line = prefix.rstrip().rpartition("\n")[2]
    is_whole = len(prefix) < CONTEXT or "\n" in prefix.rstrip()
    return (line if is_whole else line.partition(" ")[2]).strip()


def words_after(suffix: str) -> str:
    """Return the whole words at the beginning of a suffix, of its first paragraph only."""
    line = suffix.lstrip().partition("\n")[0]
    is_whole = len(suffix) < CONTEXT or "\n" in suffix.lstrip()
    return (line if is_whole else line.rpartition(" ")[0]).strip()


def _encoded(term: str) -> str:
    return quote(term, safe="!~*'()").replace("-", "%2D")
