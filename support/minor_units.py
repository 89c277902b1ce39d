"""Sums of money in whole units, as people have them, and in minor ones, as kopecks and cents, for counting."""

from decimal import ROUND_HALF_UP, Decimal

from support.money import printed

WITHOUT_MINOR_UNITS = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"}
)


def major(amount: int, currency: str) -> Decimal:
    """Return minor units as whole ones: 12345 kopecks are 123.45 hryvnias, 12345 yen are 12345."""
    return Decimal(amount) if currency in WITHOUT_MINOR_UNITS else Decimal(amount) / 100


def minor(amount: Decimal, currency: str) -> int:
    """Return whole units as minor ones, rounded where there are none so small."""
    units = amount if currency in WITHOUT_MINOR_UNITS else amount * 100
    return int(units.to_integral_value(ROUND_HALF_UP))


def spoken(amount: int, currency: str) -> str:
    """Return minor units for people to read."""
    return printed(major(amount, currency), currency)
