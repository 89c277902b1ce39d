"""The republish kit: a revision as another paper may print it, in four forms, with everything that has to go along."""

from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles.models import Image, License, Revision
from articles.pages import article_context
from articles.pages.body import pictures_of
from articles.rights import license_terms, syndication
from licensing.ninjs import item
from masthead.models import Publication
from press import richtext


@dataclass(frozen=True)
class Kit:
    """What a reprinter takes. The forms (`html`, `text`, `markdown`, `ninjs`) say the same; none leads to a query.

    `notes` are the corrections, each as a sentence; `attribution` names the source with the link, as HTML; `most` is
    how many characters of the text go along, None for all.
    """

    revision: Revision
    paper: Publication
    license: License | None
    byline: str
    attribution: SafeString
    notes: list[str]
    body: SafeString
    words: str
    pictures: list[Image]
    left_out: bool
    most: int | None
    counter: str
    words_language: str

    @property
    def address(self) -> str:
        """The canonical link."""
        return syndication.absolute(self.revision.get_absolute_url())

    @property
    def license_url(self) -> str:
        return license_terms.terms_address(self.license)

    @property
    def copyright(self) -> str:
        return license_terms.copyright_notice(self.revision, self.paper)

    @property
    def signature(self) -> str:
        """Who wrote it, and where, as in “By A and B · Kyiv”."""
        with translation.override(self.words_language):
            by = _("By %(byline)s") % {"byline": self.byline} if self.byline else ""
        return " · ".join(filter(None, [by, self.revision.dateline]))

    @property
    def version(self) -> int:
        """The number of the revision: it goes up with every change that readers see."""
        return self.revision.number

    @cached_property
    def html(self) -> SafeString:
        """The article as HTML of no particular site: no classes, no scripts, full addresses."""
        return self._rendered(counter=self.counter)

    @cached_property
    def text(self) -> str:
        """The same as plain text, its paragraphs apart by an empty line; pictures are left out."""
        parts = [self.revision.headline, self.revision.standfirst, self.signature, *self.notes]
        parts += self.words.split("\n")
        parts += [richtext.plain_text(self.attribution), self.copyright, self.license_url]
        return "\n\n".join(filter(None, parts)) + "\n"

    @cached_property
    def markdown(self) -> str:
        """The same as Markdown."""
        return richtext.markdown(self._rendered(counter=""))

    @cached_property
    def ninjs(self) -> dict:
        """The same as an item of IPTC's ninjs 3.1; of a withdrawn article only that it is canceled."""
        return item(self)

    def _rendered(self, counter: str) -> SafeString:
        with translation.override(self.words_language):
            return render_to_string("licensing/kit.html", {"kit": self, "counter": counter})


def kit(revision: Revision, paper: Publication, *, credit: str = "", most: int | None = None, counter: str = "") -> Kit:
    """Return the kit of a revision that came by `for_reading()`: two queries at most, and nothing is decided.

    Whether somebody may have it is for the caller to say. `credit` is a line of attribution other than the license's,
    with the same places to fill in; with `most`, the text is an extract of so many characters and no picture goes
    along. `counter` is the address of a picture that counts readers.
    """
    words_language = article_context.words_language(revision.language)
    with translation.override(words_language):
        words = richtext.plain_text(revision.body)
        if most is None:
            body, pictures, left_out = _whole(revision)
        else:
            words = richtext.truncate(words, most)
            body, pictures, left_out = format_html("<p>{}</p>", words), [], bool(revision.hero)
        return Kit(
            revision=revision,
            paper=paper,
            license=revision.license,
            byline=_byline(revision),
            attribution=attribution(revision, paper, credit=credit),
            notes=syndication.notes_on(revision),
            body=body,
            words=words,
            pictures=pictures,
            left_out=left_out,
            most=most,
            counter=counter,
            words_language=words_language,
        )


def attribution(revision: Revision, paper: Publication, *, credit: str = "") -> SafeString:
    """Return how a revision is to be named where others use it, as HTML with an active link."""
    license = revision.license
    return license_terms.attribution(
        credit or (license.attribution if license else License._meta.get_field("attribution").default),
        headline=revision.headline,
        byline=_byline(revision),
        paper=paper.name,
        license=license,
        address=syndication.absolute(revision.get_absolute_url()),
    )


def _byline(revision: Revision) -> str:
    """Return the names of those who wrote it, as in “A, B and C”."""
    return get_text_list([line["name"] for line in revision.bylines if line["role"] == "author"], _("and"))


def _whole(revision: Revision) -> tuple[SafeString, list[Image], bool]:
    """Return text and pictures, those pictures that go along, and whether some stay here."""
    found = pictures_of(revision.body)
    hero = syndication.figure(revision.hero, escape(revision.hero_caption)) if revision.hero else SafeString("")
    printed = [revision.hero, *(found.get(figure.image_id) for figure in richtext.figures(revision.body))]
    shown = list(dict.fromkeys(image for image in printed if image and syndication.picture_file(image)))
    free = [image for image in shown if license_terms.is_free(image.license)]
    return format_html("{}\n{}", hero, syndication.body_html(revision, found)), free, len(free) < len(shown)
