"""Text as it is found in picture files, in whatever coding, made fit for a form field."""

import re
import unicodedata

MAX_LENGTH = 5000

_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_CYRILLIC_BESIDE_LATIN = re.compile("[a-zA-Z][\u0400-\u04ff]|[\u0400-\u04ff][a-zA-Z]")


def decode(value: bytes, *, is_utf8: bool = False) -> str:
    """Decode bytes of undeclared coding: UTF-8, else Windows-1251, else Latin-1; faults are replaced if `is_utf8`.

    Nearly anything is valid Windows-1251, so it is believed only if no word mixes alphabets: "Müller", in Latin-1,
    would read "Mьller".
    """
    if is_utf8:
        return value.decode(errors="replace")
    for coding in ("utf-8", "cp1251"):
        try:
            text = value.decode(coding)
        except UnicodeDecodeError:
            continue
        if coding == "utf-8" or not _CYRILLIC_BESIDE_LATIN.search(text):
            return text
    return value.decode("latin-1")


def line(text: str) -> str:
    """Return `text` as one line that a database takes, at most `MAX_LENGTH` characters."""
    return unicodedata.normalize("NFC", " ".join(_UNWRITABLE.sub("", text).split())[:MAX_LENGTH])


def address(text: str) -> str:
    """Return `text` if it is a web address, else ""."""
    return text if re.match(r"https?://[^\s/]", text, re.IGNORECASE) else ""
