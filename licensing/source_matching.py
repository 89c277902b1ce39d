"""Finds the article that somebody's page comes from, among all that readers can read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from articles import diff, search
from articles.models import Article, Image, OldAddress, Revision
from licensing import reprint_checker
from licensing.reprint_checker import Linked, Overlap, Page, Words
from press import richtext

LOOKED_AT = 5  # So many of the likeliest articles are compared word by word.
LEAST_TAKEN = 100  # Characters; less may be a figure of speech, unless the page itself names the article.
QUOTED = 600  # Characters of each stretch that are shown.


@dataclass(frozen=True)
class Match:
    """What a page has of an article."""

    revision: Revision
    text: str
    overlap: Overlap
    linked: Linked
    pictures: list[Image]

    def as_data(self) -> dict:
        """Return it as JSON can hold it, for `Reprint.findings`."""
        return {
            "taken": self.overlap.taken,
            "longest": self.overlap.longest,
            "percent": self.overlap.percent,
            "total": self.overlap.total,
            "edited": any(stretch.edited for stretch in self.overlap.stretches),
            "linked": self.linked.value,
            "pictures": [{"id": image.pk, "name": image.filename} for image in self.pictures],
            "stretches": [
                {"words": self.text[one.start : one.end][:QUOTED], "characters": one.characters, "edited": one.edited}
                for one in self.overlap.stretches
            ],
        }


def find(page: Page) -> Match | None:
    """Return the article of which a page has most, None if it has nothing of ours that matters."""
    words = reprint_checker.Words(page.text)
    matches = [_match(page, words, revision) for revision in _candidates(page, words)]
    best = max(matches, key=lambda match: match.overlap.taken, default=None)
    return best if best and _matters(best) else None


def _matters(match: Match) -> bool:
    is_named = match.linked not in (Linked.NO, Linked.ELSEWHERE)
    return match.overlap.taken >= (1 if is_named else LEAST_TAKEN)


def _candidates(page: Page, words: Words) -> Iterator[Revision]:
    """Yield the articles that share most phrases with a page, and those that it links to."""
    phrases = [" ".join(phrase) for phrase in reprint_checker.telling_phrases(words)]
    likely = _likely(search.quoting(phrases))
    paths = {path for link in page.links if (path := _our_path(link.address))}
    rows = Revision.objects.live().select_related("article", "license", "hero")
    yield from rows.filter(pk__in=likely)
    yield from rows.filter(article__path__in=list(paths)[:LOOKED_AT]).exclude(pk__in=likely)


def _likely(votes: Counter[int]) -> list[int]:
    """Return those with most phrases, without those that are far behind the first."""
    first = votes.most_common(LOOKED_AT)
    return [pk for pk, count in first if count * 4 >= first[0][1]]


def _our_path(address: str) -> str:
    """Return the path of a link to our site, as articles have it; "" for links to others."""
    host, _slash, path = reprint_checker.link_key(address).partition("/")
    return f"/{path}/" if path and host == reprint_checker.link_key(settings.SITE_URL) else ""


def _match(page: Page, words: Words, revision: Revision) -> Match:
    text = "\n".join(filter(None, [revision.standfirst, richtext.plain_text(revision.body)]))
    pictures = Image.objects.select_related("license").in_bulk(diff.used_pictures([revision]))
    shown = reprint_checker.pictures_in(page, _names(pictures))
    return Match(
        revision=revision,
        text=text,
        overlap=reprint_checker.overlap(text, words),
        linked=reprint_checker.linked(page, addresses(revision.article)),
        pictures=[pictures[pk] for pk in sorted(shown)],
    )


def addresses(article: Article) -> list[str]:
    """Return every address that leads to an article, the one that it has now first."""
    old = OldAddress.objects.filter(article=article).values_list("path", flat=True)
    return [settings.SITE_URL + path for path in (article.get_absolute_url(), *old, f"/{article.slug}/")]


def _names(pictures: dict[int, Image]) -> dict[str, int]:
    """Return by what our pictures are known in an address: our own file names hold a part of the file's hash."""
    names = {image.sha256[2:32]: pk for pk, image in pictures.items()}
    return names | {image.filename.casefold(): pk for pk, image in pictures.items() if len(image.filename) > 8}
