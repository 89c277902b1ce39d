"""Sums as readers see them."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language

SIGNS = {"UAH": "₴", "EUR": "€", "USD": "$", "GBP": "£", "PLN": "zł"}
_BEFORE = frozenset({"EUR", "USD", "GBP", "UAH"})


def printed(amount: Decimal, currency: str) -> str:
    """Return a sum with the sign of its currency where the language puts it, and with cents only if there are any."""
    amount = Decimal(amount)
    number = number_format(amount, 0 if amount == amount.to_integral() else 2, force_grouping=True)
    sign = SIGNS.get(currency, currency)
    if (get_language() or "").startswith("en") and currency in _BEFORE:
        return f"{sign}{number}"
    return f"{number}\u00a0{sign}"
