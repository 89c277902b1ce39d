"""Those who take the money for us, and what their webhooks tell.

Each module knows one provider: `obstacle()` says why it cannot be listened to, `verify()` whether words are theirs,
and `read()` turns them into facts of our own. Nothing here knows the database. REFERENCE: each module names the pages
of the provider's documentation that it follows.
"""

from support.providers import liqpay, monobank, patreon, stripe
from support.providers.facts import Forged, Incoming, Member, Paid, Unreadable, without_cards

PROVIDERS = {"patreon": patreon, "stripe": stripe, "liqpay": liqpay, "monobank": monobank}

__all__ = ["PROVIDERS", "Forged", "Incoming", "Member", "Paid", "Unreadable", "without_cards"]
