"""Brings the demonstration paper's support page: what it asks for, the ways to give it, and who funds it."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from io import BytesIO

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from demo.records import AppealVariant as AppealWords
from demo.records import Support
from press import richtext
from support import actions
from support.models import (
    Appeal,
    AppealCount,
    AppealVariant,
    Channel,
    Funder,
    Goal,
    HouseMessage,
    SupportPage,
    Tier,
)

LOGO = (480, 160)
INK, RIVER = "#20405a", "#3f86a8"
FIGURES = 30  # Days.
SHARES = ((0.031, 0.06, 0.02), (0.052, 0.05, 0.02), (0.034, 0.07, 0.02))
"""Which shares of those who saw a wording clicked, put it away and give already, by its place."""


def bring(support: Support, *, now: datetime, by: User) -> None:
    """Write the support page, and let every page lead to it."""
    SupportPage.objects.create(
        pk=1, published=True, introduction=richtext.clean(support.introduction), thanks=richtext.clean(support.thanks)
    )
    _ask(support, now, by)
    for position, each in enumerate(support.channels):
        words = {name: getattr(each, name) for name in ("kind", "label", "value", "note", "currency")}
        _checked(Channel(**words, **dict(each.details), position=position))
    for position, each in enumerate(support.funders):
        funder = Funder(
            name=each.name,
            link=each.url,
            sentence=each.sentence,
            from_date=each.since,
            until_date=each.until,
            position=position,
        )
        if not position:
            funder.logo.save("river-towns.png", ContentFile(_logo()), save=False)
        _checked(funder)
    _appeal(support, now)
    for each in support.messages:
        _checked(HouseMessage(**asdict(each), live_from=now - timedelta(days=20)))
    actions.put_up()


def _appeal(support: Support, now: datetime) -> None:
    """Ask at the end of articles, with a month of figures behind it, and with the last wording on the front page."""
    appeal = _checked(
        Appeal(name="At the end", tells_count=True, days_between=0, live_from=now - timedelta(days=FIGURES))
    )
    for position, each in enumerate(support.appeal):
        variant = _variant(appeal, each, position)
        AppealCount.objects.bulk_create(_month(variant, position, now))
    front = _checked(Appeal(name="On the front page", placement="front", cap_count=3, live_from=now))
    _variant(front, support.appeal[-1], 0)


def _variant(appeal: Appeal, words: AppealWords, position: int) -> AppealVariant:
    return _checked(
        AppealVariant(
            appeal=appeal,
            name=words.name,
            headline=words.headline,
            body=richtext.plain_text(words.body),
            button=words.button,
            position=position,
        )
    )


def _month(variant: AppealVariant, position: int, now: datetime) -> Iterator[AppealCount]:
    """Yield the counts of a month: how often a wording was seen goes with the days of the week, the rest with that."""
    for days in range(1, FIGURES + 1):
        day = (now - timedelta(days=days)).date()
        seen = 46 + 6 * (day.weekday() % 5) + (days * 7 + position * 5) % 9
        for event, share in zip(AppealCount.Event, (1, *SHARES[position % len(SHARES)]), strict=True):
            count = round(seen * share + (days % 3 - 1) * share * 10)
            yield AppealCount(variant=variant, day=day, event=event, count=max(0, count))


def _ask(support: Support, now: datetime, by: User) -> None:
    for position, each in enumerate(support.tiers):
        words = {name: getattr(each, name) for name in ("name", "amount", "currency", "period", "highlighted")}
        _checked(Tier(**words, benefits="\n".join(each.benefits), position=position))
    goal = _checked(
        Goal(
            sentence=support.goal_sentence,
            amount=support.goal,
            currency=support.goal_currency,
            from_date=now.date().replace(day=1),
        )
    )
    actions.state_reached(goal, reached=support.goal_reached, by=by)


def _checked(row):
    """Keep a row as its form at the desk would."""
    row.full_clean()
    row.save()
    return row


def _logo() -> bytes:
    """Return the sign of a funder that does not exist: a gable over three waves."""
    image = Image.new("RGBA", LOGO, (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.polygon([(40, 84), (100, 24), (160, 84)], fill=INK)
    for place, y in enumerate((96, 116, 136)):
        for x in range(24, 176, 38):
            draw.arc((x - 19, y - 9, x + 19, y + 9), *((180, 360) if place % 2 else (0, 180)), fill=RIVER, width=6)
    for x, height in ((220, 88), (262, 60), (304, 104), (346, 72), (388, 96), (430, 52)):
        draw.rectangle((x, 136 - height, x + 28, 136), fill=INK)
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()
