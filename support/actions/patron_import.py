"""Bringing in lists of patrons: checked first, then kept, a thousand lines at a time."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from masthead.models import Publication
from press import jobs, page_cache
from support import patron_file
from support.errors import NotReadable, Refused
from support.models import ListFault, Patron, PatronList, Source, Tier
from support.patron_file import Entry, Fault, Line

AT_ONCE = 1000
MOST_FAULTS = 20_000
Stage = PatronList.Stage
CHANGED = ("name", "tier", "from_date", "until_date", "language", "wall", "letters_at")


@transaction.atomic
def take_list(name: str, content: bytes, *, by: User) -> PatronList:
    """Keep a file, with the columns chosen as in the last list that had the same ones.

    :raises NotReadable: it is no list.
    """
    columns = patron_file.columns(content)
    known = PatronList.objects.with_columns(columns).first()
    upload = PatronList(name=name[-200:], columns=columns, made_by=by)
    upload.mapping = known.mapping if known else {}
    upload.rows = sum(1 for _line in patron_file.lines(content)) - 1
    upload.file.save("list.csv", ContentFile(content), save=False)
    upload.save()
    return upload


def check_list(upload: PatronList, *, mapping: dict[str, int]) -> None:
    """Read a list to the end as if it were brought in, and change nothing.

    :raises Refused: it is at work already, or over.
    """
    _begin(upload, Stage.CHECKING, (Stage.NEW, Stage.CHECKED, Stage.FAILED), mapping=mapping)


def bring_in_list(upload: PatronList) -> None:
    """Bring in a list that was checked.

    :raises Refused: it was not, it is at work already, or over.
    """
    _begin(upload, Stage.IMPORTING, (Stage.CHECKED,))


@transaction.atomic
def _begin(upload: PatronList, stage: str, after: tuple[str, ...], **fields: Any) -> None:
    fresh = {"stage": stage, "done": 0, "added": 0, "changed": 0, "faulty": 0, "trouble": "", **fields}
    if not PatronList.objects.filter(pk=upload.pk, stage__in=after).exclude(file="").update(**fresh):
        raise Refused(_("This list is at work, or has been brought in."))
    ListFault.objects.filter(upload=upload).delete()
    work.later(upload.pk)


@jobs.job(attempts=5)
def work(upload_id: int) -> None:
    """Go on where the list stands: what is read and what came of it is kept together, so it may break off anywhere."""
    upload = PatronList.objects.filter(pk=upload_id).exclude(file="").first()
    if upload is None or not upload.is_at_work:
        return
    try:
        with upload.file.open("rb") as file, translation.override(Publication.objects.current().language):
            _go_through(upload, file.read())
    except NotReadable as trouble:
        PatronList.objects.filter(pk=upload_id).update(stage=Stage.FAILED, trouble=str(trouble)[:300])


def _go_through(upload: PatronList, content: bytes) -> None:
    seen: dict[str, int] = {}
    rows = islice(patron_file.lines(content), 1, None)
    passed = upload.done
    for batch in _batches(rows):
        if passed >= len(batch):  # Read before this job was broken off; only its addresses are needed.
            passed -= len(batch)
            _entries(upload, batch, seen)
            continue
        with transaction.atomic():
            _take(upload, batch, seen)
    PatronList.objects.filter(pk=upload.pk).update(
        stage=Stage.CHECKED if upload.stage == Stage.CHECKING else Stage.DONE
    )
    if upload.stage == Stage.IMPORTING:
        upload.file.delete(save=False)
        PatronList.objects.filter(pk=upload.pk).update(file="")
        page_cache.invalidate()


def _batches(rows: Iterator[Line]) -> Iterator[list[Line]]:
    while batch := list(islice(rows, AT_ONCE)):
        yield batch


def _take(upload: PatronList, batch: list[Line], seen: dict[str, int]) -> None:
    entries, faults = _entries(upload, batch, seen)
    held = Patron.objects.select_for_update().filter(email__in=[entry.email for entry in entries])
    known = {patron.email: patron for patron in held}
    tiers = {tier.name.casefold(): tier for tier in Tier.objects.order_by("-pk")}
    added: list[Patron] = []
    changed: list[Patron] = []
    for entry in entries:
        patron = known.get(entry.email) or Patron(email=entry.email, source=Source.LIST)
        try:
            differs = _write(entry, patron, tiers)
        except Fault as fault:
            faults.append((entry.line, fault))
            continue
        if patron.pk is None:
            added.append(patron)
        elif differs:
            changed.append(patron)
    if upload.stage == Stage.IMPORTING:
        Patron.objects.bulk_create(added, batch_size=500)
        # An upsert of rows that are there and held: it takes a fifth of the time of bulk_update.
        Patron.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["id"], update_fields=CHANGED, batch_size=500
        )
    kept = faults[: max(0, MOST_FAULTS - upload.faulty)]
    ListFault.objects.bulk_create(
        [
            ListFault(upload=upload, line=line.number, sentence=str(fault)[:300], cells=line.cells)
            for line, fault in kept
        ]
    )
    upload.done += len(batch)
    upload.added += len(added)
    upload.changed += len(changed)
    upload.faulty += len(faults)
    upload.save(update_fields=["done", "added", "changed", "faulty"])


def _entries(
    upload: PatronList, batch: list[Line], seen: dict[str, int]
) -> tuple[list[Entry], list[tuple[Line, Fault]]]:
    """Return what can be read of some lines, and the faults of the others; `seen` are the addresses of all so far."""
    entries: list[Entry] = []
    faults: list[tuple[Line, Fault]] = []
    for line in batch:
        try:
            entry = patron_file.read(line, upload.mapping, width=len(upload.columns))
            if entry.email in seen:
                raise Fault(_("The address stands in line %(line)s already.") % {"line": seen[entry.email]})
        except Fault as fault:
            faults.append((line, fault))
        else:
            seen[entry.email] = line.number
            entries.append(entry)
    return entries, faults


def _write(entry: Entry, patron: Patron, tiers: dict[str, Tier]) -> bool:
    """Put what a line says into a patron; return whether that changes anything. Empty cells change nothing.

    :raises Fault: it cannot be so.
    """
    before = [getattr(patron, name) for name in ("name", "tier_id", *CHANGED[2:])]
    if entry.tier:
        if entry.tier.casefold() not in tiers:
            raise Fault(_("There is no tier “%(name)s”.") % {"name": entry.tier[:80]})
        patron.tier = tiers[entry.tier.casefold()]
    patron.name, patron.language = entry.name or patron.name, entry.language or patron.language
    patron.from_date, patron.until_date = entry.since or patron.from_date, entry.until or patron.until_date
    if patron.until_date and patron.until_date < patron.from_date:
        raise Fault(_("Support ends before it begins."))
    if entry.wall is not None:
        patron.wall = entry.wall
    if entry.letters is not None:
        patron.letters_at = (patron.letters_at or timezone.now()) if entry.letters else None
    return before != [getattr(patron, name) for name in ("name", "tier_id", *CHANGED[2:])]


def forget_lists(before: datetime) -> None:
    """Forget the faulty lines of lists that came before a moment, and files that were never brought in."""
    old = PatronList.objects.filter(made_at__lt=before)
    ListFault.objects.filter(upload__in=old).delete()
    for upload in old.exclude(file=""):
        upload.file.delete(save=False)
        PatronList.objects.filter(pk=upload.pk).update(file="")
