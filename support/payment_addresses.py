"""Addresses that money is sent to: links, bank accounts, wallets. A wrong one is found before anybody pays into it."""

import re
from urllib.parse import urlsplit

from Crypto.Hash import keccak
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import bic, bitcoin, iban
from stdnum.exceptions import ValidationError as WrongNumber

HOSTS = {
    "patreon": ("patreon.com",),
    "paypal": ("paypal.com", "paypal.me"),
    "stripe": ("buy.stripe.com", "donate.stripe.com"),
    "buymeacoffee": ("buymeacoffee.com", "coff.ee"),
    "liberapay": ("liberapay.com",),
    "opencollective": ("opencollective.com",),
    "liqpay": ("liqpay.ua", "liqpay.com"),
    "monobank": ("send.monobank.ua",),
}
"""Where the links of each kind lead; an address with “www.” before it is the same place."""

_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32_SUM, _BECH32M_SUM = 1, 0x2BC830A3
_ETHEREUM = re.compile("0x[0-9a-fA-F]{40}")


def link(address: str, kind: str = "") -> str:
    """Return a link that leads by https to where links of its kind lead.

    :raises ValidationError: it leads elsewhere, or is no link; the sentence says where it should.
    """
    try:
        parts = urlsplit(address.strip())
        plain = parts.port is None and parts.username is None and parts.password is None
    except ValueError:
        raise ValidationError(_("This is not a web address.")) from None
    if parts.scheme != "https" or not parts.hostname or not plain or re.search(r"[\s\x00-\x1f]", address.strip()):
        raise ValidationError(_("Write a whole address, beginning with https://"))
    hosts = HOSTS.get(kind, ())
    if hosts and parts.hostname.removeprefix("www.") not in hosts:
        raise ValidationError(_("A link of this kind leads to %(host)s."), params={"host": " / ".join(hosts)})
    return address.strip()


def bank_account(number: str) -> str:
    """Return an IBAN without spaces, when its length and check digits are right.

    :raises ValidationError: they are not.
    """
    try:
        return iban.validate(number, check_country=False)
    except WrongNumber:
        raise ValidationError(
            _("This IBAN cannot be right: its length or its check digits do not fit. Please compare it once more.")
        ) from None


def bank(code: str) -> str:
    """Return a BIC in capitals.

    :raises ValidationError: it does not have the form of one.
    """
    try:
        return bic.validate(code)
    except WrongNumber:
        raise ValidationError(_("A BIC has eight or eleven letters and digits, as in DEUTDEFF500.")) from None


def wallet(address: str, coin: str) -> str:
    """Return the address of a wallet, when its checksum is right; `coin` is “bitcoin”, “ethereum” or another.

    Of other coins nothing is known here, so their addresses are taken as they are.

    :raises ValidationError: the checksum does not fit.
    """
    address = address.strip()
    if coin == "bitcoin":
        right = _is_segwit(address) if address.lower().startswith("bc1") else bitcoin.is_valid(address)
    elif coin == "ethereum":
        right = _is_ethereum(address)
    else:
        right = bool(address) and not re.search(r"\s", address)
    if not right:
        raise ValidationError(
            _("This address cannot be right: its checksum does not fit. Copy it once more, whole, from the wallet.")
        )
    return address


def _is_segwit(address: str) -> bool:
    """Check a Bitcoin address by BIP 173 (bech32, version 0) and BIP 350 (bech32m, later versions)."""
    if address not in (address.lower(), address.upper()) or not 14 <= len(address) <= 74:
        return False
    letters = address.lower().removeprefix("bc1")
    if set(letters) - set(_BECH32):
        return False
    values = [_BECH32.index(letter) for letter in letters]
    version, program = values[0], values[1:-6]
    expected = _BECH32M_SUM if version else _BECH32_SUM
    return version <= 16 and _has_length(version, program) and _checksum([3, 3, 0, 2, 3, *values]) == expected


def _has_length(version: int, program: list[int]) -> bool:
    """Tell whether the program is of whole bytes, padded with zeros, and as many as its version has."""
    count, spare = divmod(5 * len(program), 8)
    padded = spare < 5 and program and not program[-1] & ((1 << spare) - 1)
    return bool(padded) and (count in (20, 32) if version == 0 else 2 <= count <= 40)


def _checksum(values: list[int]) -> int:
    total = 1
    for value in values:
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            total ^= generator if top >> place & 1 else 0
    return total


def _is_ethereum(address: str) -> bool:
    """Check an Ethereum address by EIP-55, which writes its checksum in the case of the letters.

    One in small letters alone has no checksum, and could be mistyped without anybody noticing: it is refused.
    """
    if not _ETHEREUM.fullmatch(address):
        return False
    digits = address.removeprefix("0x")
    hashed = keccak.new(digest_bits=256, data=digits.lower().encode()).hexdigest()
    return all(
        digit == (digit.upper() if int(nibble, 16) >= 8 else digit.lower())
        for digit, nibble in zip(digits, hashed, strict=False)
    )
