"""How often forms about reprints may be sent."""

from press import public_forms
from press.rate_limit import Limit

A_SENDER_AN_HOUR, A_SENDER_A_DAY = 10, 30
AN_ADDRESS_A_DAY = 10  # Every form leads to a letter, which somebody else may not have asked for.
ALL_AN_HOUR = 600


def limits(sender: str, email: str) -> list[Limit]:
    """Return the limits under which a form of one sender counts, with the address that will be written to."""
    return [
        *public_forms.limits("licensing", sender, an_hour=A_SENDER_AN_HOUR, a_day=A_SENDER_A_DAY),
        Limit(f"licensing to {email.lower()[:80]}", AN_ADDRESS_A_DAY, 86_400),
        Limit("licensing all", ALL_AN_HOUR, 3600),
    ]
