"""What the support page prints."""

from django.utils import timezone

from support import thermometer
from support.models import Channel, Funder, SupportPage, Tier


def content(page: SupportPage, *, preview: bool = False) -> dict:
    """Return what the support page prints; a preview shows what is not public yet, too."""
    tiers, channels = (
        model.objects.listed() if preview else model.objects.public().listed() for model in (Tier, Channel)
    )
    return {
        "page": page,
        "preview": preview,
        "tiers": tiers,
        "channels": list(channels),
        "goal": thermometer.read(),
        "funders": Funder.objects.on(timezone.localdate()).listed(),
    }
