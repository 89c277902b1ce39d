"""QR codes of ways to give, made here: nobody else learns who looks at them."""

from dataclasses import dataclass
from decimal import Decimal

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from support.models import Channel

QUIET = 4  # Modules of white that readers of codes need around one.
SEPA = frozenset(
    [
        "AD",
        "AL",
        "AT",
        "BE",
        "BG",
        "CH",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GB",
        "GI",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MC",
        "MD",
        "ME",
        "MK",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "RS",
        "SE",
        "SI",
        "SK",
        "SM",
        "VA",
    ]
)
"""Countries whose accounts take part in the single euro payments area."""


@dataclass(frozen=True)
class Code:
    """A QR code as a drawing of `size` by `size` units: `path` is what is black in it."""

    words: str
    size: int
    path: str


def of(channel: Channel) -> Code:
    """Return the code that leads to a way to give, or fills in the transfer."""
    return draw(words(channel))


def words(channel: Channel) -> str:
    """Return what the code of a way to give says."""
    if channel.kind == Channel.Kind.BANK:
        return epc(channel) if is_epc(channel) else channel.value
    if channel.kind == Channel.Kind.CRYPTO and channel.coin != Channel.Coin.OTHER:
        return f"{channel.coin}:{channel.value}"
    return channel.value


def is_epc(channel: Channel) -> bool:
    """Tell whether banking apps can fill in a transfer from the code: in euros, to an account that takes part."""
    return channel.kind == Channel.Kind.BANK and channel.currency == "EUR" and channel.value[:2] in SEPA


def epc(channel: Channel, amount: Decimal | None = None) -> str:
    """Return a transfer in euros by the European Payments Council's guideline EPC069-12, version 002."""
    euros = f"EUR{amount:.2f}" if amount else ""
    lines = ["BCD", "002", "1", "SCT", channel.bic, channel.holder, channel.value, euros, "", "", channel.purpose]
    return "\n".join(" ".join(line.split()) for line in lines)


def draw(words: str) -> Code:
    """Return words as a code of medium error correction, in runs of black from left to right."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(words)
    code.make()
    rows = code.get_matrix()
    return Code(words, len(rows), "".join(_run(row, y) for y, row in enumerate(rows)))


def _run(row: list[bool], y: int) -> str:
    drawn, start = "", None
    for x, black in enumerate([*row, False]):
        if black and start is None:
            start = x
        elif not black and start is not None:
            drawn, start = f"{drawn}M{start} {y}h{x - start}v1h-{x - start}z", None
    return drawn
