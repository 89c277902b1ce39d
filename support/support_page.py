"""What the support page prints."""

from django.utils import timezone

from support import thermometer
from support.models import Ballot, Channel, Funder, Patron, SupportPage, Tier


def content(page: SupportPage, *, preview: bool = False) -> dict:
    """Return what the support page prints; a preview shows what is not public yet, too."""
    tiers, channels = (
        model.objects.listed() if preview else model.objects.public().listed() for model in (Tier, Channel)
    )
    wall = [patron.printed for patron in Patron.objects.on_the_wall().only("name", "wall")]
    return {
        "page": page,
        "named": [name for name in wall if name],
        "unnamed": wall.count(""),
        "ballots": Ballot.objects.seen().open().closing_first(),
        "preview": preview,
        "tiers": tiers,
        "channels": list(channels),
        "goal": thermometer.read(),
        "funders": Funder.objects.on(timezone.localdate()).listed(),
    }
