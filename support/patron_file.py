"""Lists of patrons in files of any columns: what is in a line, in our words. Knows no database.

A file is CSV with a line of headings, in UTF-8 or, as older spreadsheets write it, in Windows-1251.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.errors import NotReadable

MOST_BYTES = 30 * 1024 * 1024
MOST_COLUMNS = 100
FIELDS = {
    "email": gettext_lazy("E-mail"),
    "name": gettext_lazy("Name"),
    "tier": gettext_lazy("Tier"),
    "since": gettext_lazy("Since"),
    "until": gettext_lazy("Until"),
    "language": gettext_lazy("Language"),
    "wall": gettext_lazy("On the wall of patrons"),
    "letters": gettext_lazy("Wants letters of thanks"),
}
"""What a column may hold. Only the e-mail address is needed."""
GUESSES = {
    "email": ("e-mail", "email", "mail", "пошта", "адреса"),
    "name": ("name", "ім’я", "імʼя", "ім'я"),
    "tier": ("tier", "level", "рівень"),
    "since": ("since", "start", "joined", "з якого", "початок"),
    "until": ("until", "ends", "end date", "expires", "до якого", "кінець"),
    "language": ("language", "locale", "мова"),
    "wall": ("wall", "стіна"),
    "letters": ("letters", "newsletter", "subscribed", "листи"),
}
YES = {"yes", "y", "true", "1", "on", "x", "так", "т", "+"}
NO = {"", "no", "n", "false", "0", "off", "ні", "н", "-"}
WALLS = {
    "name": "name", "full": "name", "ім’я": "name", "імʼя": "name", "ім'я": "name",
    "initials": "initials", "ініціали": "initials",
    "anonymous": "anonymous", "анонімно": "anonymous",
}  # fmt: skip
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d")


class Fault(Exception):
    """A line cannot be brought in; `str()` says why."""


@dataclass(frozen=True)
class Line:
    """One line: its number as a spreadsheet counts, and its cells."""

    number: int
    cells: list[str]


@dataclass
class Entry:
    """What a line says of a person; None where the list says nothing of it."""

    line: Line
    email: str
    name: str | None = None
    tier: str | None = None
    since: date | None = None
    until: date | None = None
    language: str | None = None
    wall: str | None = None
    letters: bool | None = None
    told: set[str] = field(default_factory=set)


def lines(file: bytes) -> Iterator[Line]:
    """Yield the lines of a file that are not empty, the headings first.

    :raises NotReadable: it is no list.
    """
    text = _decoded(file)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
        for row in rows:
            cells = [" ".join(cell.split()) for cell in row]
            if any(cells):
                yield Line(rows.line_num, cells)
    except csv.Error as error:
        raise NotReadable(_("This is no list as CSV has it: %(why)s.") % {"why": error}) from error


def _decoded(file: bytes) -> str:
    if len(file) > MOST_BYTES:
        raise NotReadable(_("The file is too large: at most %(most)s MB.") % {"most": MOST_BYTES // 1024 // 1024})
    if file[:4] == b"PK\x03\x04":
        raise NotReadable(_("This is a file of a spreadsheet program. Save it as CSV there, and send that."))
    if b"\0" in file:
        raise NotReadable(_("This is no text. Save the list as CSV, in UTF-8."))
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return file.decode("cp1251")
        except UnicodeDecodeError:
            raise NotReadable(_("The letters of this file cannot be read. Save the list as CSV, in UTF-8.")) from None


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)


def columns(file: bytes) -> list[str]:
    """Return the headings of a file.

    :raises NotReadable: it is no list, or has nothing but headings.
    """
    rows = lines(file)
    head = next(rows, None)
    if head is None or next(rows, None) is None:
        raise NotReadable(_("The list is empty. It needs a line of headings, and a line for each patron."))
    if len(head.cells) > MOST_COLUMNS:
        raise NotReadable(_("The list has more than %(most)s columns.") % {"most": MOST_COLUMNS})
    return [cell[:200] for cell in head.cells]


def guess(headings: list[str]) -> dict[str, int]:
    """Return which column seems to hold which field, by what its heading says."""
    found: dict[str, int] = {}
    for name, words in GUESSES.items():
        folded = [heading.casefold() for heading in headings]
        exact = [at for at, heading in enumerate(folded) if heading in words]
        near = [at for at, heading in enumerate(folded) if any(word in heading for word in words)]
        free = [at for at in (*exact, *near) if at not in found.values()]
        if free:
            found[name] = free[0]
    return found


def read(line: Line, mapping: dict[str, int], *, width: int) -> Entry:
    """Return what a line says.

    :raises Fault: something in it cannot be so.
    """
    if len(line.cells) > width and any(line.cells[width:]):
        raise Fault(_("The line has more cells than there are headings."))
    cell = {name: line.cells[at] if at < len(line.cells) else "" for name, at in mapping.items()}
    entry = Entry(line=line, email=_email(cell.get("email", "")), told=set(mapping))
    entry.name = _short(cell.get("name"), 120, _("The name"))
    entry.tier = cell.get("tier")
    entry.since, entry.until = _date(cell.get("since")), _date(cell.get("until"))
    if entry.since and entry.until and entry.until < entry.since:
        raise Fault(_("Support ends before it begins."))
    entry.language = _language(cell.get("language"))
    entry.wall, entry.letters = _wall(cell.get("wall")), _yes_or_no(cell.get("letters"))
    return entry


def _email(cell: str) -> str:
    if not cell:
        raise Fault(_("There is no e-mail address."))
    try:
        validate_email(cell)
    except ValidationError:
        raise Fault(_("“%(cell)s” is no e-mail address.") % {"cell": cell[:80]}) from None
    if len(cell) > 254:
        raise Fault(_("The e-mail address is too long."))
    return cell.lower()


def _short(cell: str | None, most: int, what: str) -> str | None:
    if cell and len(cell) > most:
        raise Fault(_("%(what)s is longer than %(most)s characters.") % {"what": what, "most": most})
    return cell


def _date(cell: str | None) -> date | None:
    if not cell:
        return None
    day = cell.split("T")[0].split(" ")[0]
    for way in _DATES:
        try:
            found = datetime.strptime(day, way).date()
        except ValueError:
            continue
        if 1990 <= found.year <= 2100:
            return found
    raise Fault(_("“%(cell)s” is no date. Write one as in 2025-03-31.") % {"cell": cell[:40]})


def _language(cell: str | None) -> str | None:
    if not cell:
        return cell
    if not _LANGUAGE.fullmatch(cell) or len(cell) > 20:
        raise Fault(_("“%(cell)s” is no language. Write one as in “uk”.") % {"cell": cell[:40]})
    return cell


def _yes_or_no(cell: str | None) -> bool | None:
    if cell is None:
        return None
    folded = cell.casefold()
    if folded in YES or folded in NO:
        return folded in YES
    raise Fault(_("“%(cell)s” is neither yes nor no.") % {"cell": cell[:40]})


def _wall(cell: str | None) -> str | None:
    if cell is None:
        return None
    folded = cell.casefold()
    if folded in NO:
        return "no"
    if folded in WALLS:
        return WALLS[folded]
    raise Fault(_("“%(cell)s” says not how to be named: write name, initials, anonymous or no.") % {"cell": cell[:40]})
