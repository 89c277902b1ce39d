"""Things to test with, made in plain sight: every default is fixed, nothing is random."""

import hashlib
import itertools
from datetime import date
from io import BytesIO

from django.contrib.auth.models import Group, User
from django.utils import timezone
from PIL import Image as Picture

from articles import actions
from articles.models import Article, Image, License, Section
from masthead.models import Person, Publication
from support import actions as support
from support.models import Appeal, Funder, Goal, HouseMessage, SupportPage

_numbers = itertools.count(1)


def publication(**fields) -> Publication:
    paper, _created = Publication.objects.update_or_create(pk=1, defaults={"name": "The Test", **fields})
    return paper


def user(name: str = "", *, group: str = "", **fields) -> User:
    """Make a member of staff, in `group` if one is named; the password is “correct horse”."""
    someone = User.objects.create_user(
        name or f"user{next(_numbers)}", password="correct horse", is_staff=True, **fields
    )
    if group:
        someone.groups.add(Group.objects.get(name=group))
    return someone


def person(name: str = "Olha Reporter", **fields) -> Person:
    return Person.objects.create(name=name, slug=fields.pop("slug", f"person-{next(_numbers)}"), **fields)


def section(name: str = "City", **fields) -> Section:
    return Section.objects.get_or_create(slug=fields.pop("slug", name.lower()), defaults={"name": name, **fields})[0]


def license(name: str = "CC BY 4.0", **fields) -> License:
    slug = fields.pop("slug", name.lower().replace(" ", "-").replace(".", "-"))
    return License.objects.get_or_create(slug=slug, defaults={"name": name, **fields})[0]


def image(**fields) -> Image:
    """Make a row of the library that could be published, without a file behind it."""
    number = next(_numbers)
    fields.setdefault("license", license())
    return Image.objects.create(
        **{
            "filename": f"picture-{number}.jpg",
            "format": "jpeg",
            "width": 1600,
            "height": 1000,
            "size_bytes": 100_000,
            "sha256": hashlib.sha256(str(number).encode()).hexdigest(),
            "alt_text": "A bridge over a river",
            "caption": "The bridge in spring.",
            "credit": "Olha Reporter",
        }
        | fields
    )


def article(*, by=None, tags=(), bylines=(), **fields) -> Article:
    """Make a draft that could be published."""
    defaults = {
        "headline": "River bridge reopens",
        "standfirst": "Trams run again from Monday.",
        "body": "<p>The bridge over the river reopened on Monday after two years of repairs.</p>",
        "language": "en",
    }
    lines = [{"person": one.pk, "name": "", "role": "author"} for one in bylines]
    return actions.save_working_copy(Article(**defaults | fields), by=by, tags=tags, bylines=lines)


def live(*, at=None, by=None, **fields) -> Article:
    """Make an article and publish it, now or at a moment to come."""
    made = article(by=by, **fields)
    actions.publish(made, by=by, at=at)
    made.refresh_from_db()
    return made


def png() -> bytes:
    """Make a small picture."""
    written = BytesIO()
    Picture.new("RGBA", (120, 40), (20, 60, 90, 255)).save(written, "PNG")
    return written.getvalue()


def support_page(**fields) -> SupportPage:
    """Write the support page, public where nothing else is said."""
    page, _created = SupportPage.objects.update_or_create(pk=1, defaults={"published": True, **fields})
    support.put_up()
    return page


def goal(*, reached=0, by=None, **fields) -> Goal:
    defaults = {"sentence": "A month of the paper.", "amount": 1000, "from_date": date(2020, 1, 1)}
    return support.state_reached(Goal(**defaults | fields), reached=reached, by=by)


def funder(name: str = "The Fund", **fields) -> Funder:
    made = Funder.objects.create(**{"name": name, "from_date": date(2020, 1, 1)} | fields)
    support.put_up()
    return made


def appeal(*wordings: str, **fields) -> Appeal:
    """Make an appeal that is shown now, with a wording of each name."""
    made = Appeal.objects.create(
        **{"name": "Autumn", "cap_count": 0, "days_between": 0, "live_from": timezone.now()} | fields
    )
    for place, name in enumerate(wordings or ["Plain"]):
        made.variants.create(
            name=name, headline=f"{name}: pay for this", body="It is free to read.", button="Give", position=place
        )
    support.put_up()
    return made


def house_message(**fields) -> HouseMessage:
    made = HouseMessage.objects.create(**{"headline": "We move house", "live_from": timezone.now()} | fields)
    support.put_up()
    return made
