"""The demo paper as data: `load()` reads, checks and returns it. No Django is needed."""

from pathlib import Path

from . import checks, parser
from .records import License, Paper, Person, Publication, Section

HERE = Path(__file__).parent


def load(folder: Path = HERE) -> Paper:
    """Return the demo paper that lies in `folder`.

    :raises parser.Malformed: a file cannot be read, or the paper contradicts itself; the message says where.
    """
    head = parser.toml(folder / "paper.toml")
    default_license = head["publication"].pop("license")
    social_links = tuple((link["label"], link["url"]) for link in head["publication"].pop("social_links"))
    stories = [
        parser.story(path, default_license=default_license) for path in sorted((folder / "stories").glob("*.md"))
    ]
    paper = Paper(
        publication=Publication(**head["publication"], social_links=social_links),
        people=tuple(Person(**person) for person in head["people"]),
        sections=tuple(Section(**section) for section in head["sections"]),
        licenses=tuple(License(**license) for license in head["licenses"]),
        pages=tuple(parser.page(folder / "pages" / f"{slug}.md") for slug in head["pages"]),
        stories=tuple(sorted(stories, key=_first_publication)),
        placements=tuple(parser.placement(place) for place in head["placements"]),
        reports=tuple(parser.report(report) for report in parser.toml(folder / "reports.toml")["reports"]),
        support=parser.support(parser.toml(folder / "support.toml")),
        patrons=parser.patrons(parser.toml(folder / "patrons.toml")),
    )
    if faults := list(checks.faults(paper)):
        raise parser.Malformed("\n".join(faults))
    return paper


def _first_publication(story):
    return (0, story.published.order, story.slug) if story.published else (1, (0, 0.0), story.slug)
