"""What of support stands on every page, kept in one row and read along with the furniture: it costs no page a query.

Rows are edited one by one; a verb puts up what they say as a whole, with the hours that it holds for.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from articles import context_processors
from articles.models import Article, Revision
from support.models import Appeal, Funder, HouseMessage, Placement, SupportPage

KIND = "support"
CAPS = ("cap_count", "cap_days", "days_between", "pause_days", "least_read", "tells_count")
_CHOSEN = ("sections", "but_sections", "tags", "but_tags")
_WORDING = ("pk", "headline", "body", "button")
_MESSAGE = ("kind", "sponsor", "headline", "words", "link", "button", "placement")


def written(page: SupportPage) -> dict:
    """Return what is to be put up, as data that JSON can hold."""
    now = timezone.now()
    standing = Q(live_until=None) | Q(live_until__gt=now)
    appeals = Appeal.objects.filter(standing).listed().prefetch_related("variants", *_CHOSEN)
    return {
        "open": page.published,
        "blocker": page.words_to_blockers if page.blocker_notice else None,
        "appeals": [_appeal(one) for one in appeals],
        "messages": [_message(one) for one in HouseMessage.objects.filter(standing).listed()],
        "funders": [_funder(one) for one in Funder.objects.listed()],
    }


def _appeal(appeal: Appeal) -> dict:
    wordings = sorted(appeal.variants.all(), key=lambda one: (one.position, one.pk))
    return {
        "pk": appeal.pk,
        "placement": appeal.placement,
        "paragraph": appeal.paragraph,
        "caps": {name: int(getattr(appeal, name)) for name in CAPS},
        "wordings": [{name: getattr(one, name) for name in _WORDING} for one in wordings],
        "languages": _languages(appeal.languages),
        "but_languages": _languages(appeal.but_languages),
        **{name: [one.pk for one in getattr(appeal, name).all()] for name in _CHOSEN},
        **_hours(appeal),
    }


def _message(message: HouseMessage) -> dict:
    return {name: getattr(message, name) for name in _MESSAGE} | _hours(message)


def _funder(funder: Funder) -> dict:
    return {
        "name": funder.name,
        "link": funder.link,
        "logo": funder.logo.name
        and {"name": funder.logo.name, "width": funder.logo.width, "height": funder.logo.height},
        "from": funder.from_date.isoformat(),
        "until": funder.until_date and funder.until_date.isoformat(),
    }


def _hours(row: Appeal | HouseMessage) -> dict:
    return {"from": row.live_from.isoformat(), "until": row.live_until and row.live_until.isoformat()}


def _languages(words: str) -> list[str]:
    return [one.strip() for one in words.split(",") if one.strip()]


# --- Reading it -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Page:
    """What an appeal may want to know of a page: never who reads it. `places` are in the order in which they ask."""

    places: tuple[str, ...]
    language: str
    section: int | None = None
    tags: frozenset[int] = frozenset()

    @classmethod
    def of_article(cls, copy: Article | Revision) -> "Page":
        """Describe the page of an article; beside a sensitive story there is room for nothing."""
        if copy.sensitive:
            return cls((), copy.language)
        tags = frozenset(tag["id"] for tag in copy.tags) if isinstance(copy, Revision) else frozenset()
        places = (Placement.END, Placement.PARAGRAPH, Placement.FOOTER)
        return cls(places, copy.language, copy.section_id, tags)


@dataclass(frozen=True)
class Board:
    """What readers may meet of support at this moment."""

    is_open: bool = False
    blocker_words: str | None = None  # None: nothing is said to readers with an ad blocker.
    appeals: list[dict] = field(default_factory=list)
    messages: list[dict] = field(default_factory=list)
    funders: list[dict] = field(default_factory=list)

    def appeal(self, page: Page) -> dict | None:
        """Return the one appeal of a page: no page asks twice."""
        fit = [one for one in self.appeals if one["placement"] in page.places and _is_for(one, page)]
        return min(fit, key=lambda one: page.places.index(one["placement"]), default=None)

    def message(self, page: Page, place: str) -> dict | None:
        """Return the message of the house for a place of a page."""
        fit = [one for one in self.messages if one["placement"] == place and place in page.places]
        return fit[0] if fit else None


def of(furniture: dict) -> Board:
    """Return the board that came along with the furniture of a page."""
    put_up = next((json.loads(content) for _number, content, *_rest in furniture.get(KIND, ())), None)
    return _as_of_now(put_up) if put_up else Board()


def rows() -> QuerySet:
    """Return the board as a row of the furniture."""
    content = Cast("board", TextField())
    return SupportPage.objects.order_by().values_list(Value(KIND), Value(0), content, Value(""), "pk", Value(""))


context_processors.more[KIND] = rows


def _as_of_now(board: dict) -> Board:
    now, today = timezone.now(), timezone.localdate()
    return Board(
        is_open=board["open"],
        blocker_words=board["blocker"],
        appeals=[one for one in board["appeals"] if board["open"] and one["wordings"] and _holds(one, now)],
        messages=[one for one in board["messages"] if _holds(one, now)],
        funders=[_with_logo(one) for one in board["funders"] if _gives(one, today)],
    )


def _holds(row: dict, at: datetime) -> bool:
    begins, ends = datetime.fromisoformat(row["from"]), row["until"] and datetime.fromisoformat(row["until"])
    return begins <= at and (ends is None or at < ends)


def _gives(row: dict, day: date) -> bool:
    return row["from"] <= day.isoformat() and (row["until"] is None or day.isoformat() <= row["until"])


def _with_logo(row: dict) -> dict:
    logo = row["logo"] and row["logo"] | {"url": default_storage.url(row["logo"]["name"])}
    return row | {"logo": logo}


def _is_for(appeal: dict, page: Page) -> bool:
    if page.tags & set(appeal["but_tags"]) or page.section in appeal["but_sections"]:
        return False
    return (
        page.language not in appeal["but_languages"]
        and (not appeal["languages"] or page.language in appeal["languages"])
        and (not appeal["sections"] or page.section in appeal["sections"])
        and (not appeal["tags"] or bool(page.tags & set(appeal["tags"])))
    )
