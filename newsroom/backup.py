"""Backups: all that a site keeps in one file, and back from it.

The file is a gzipped tar of the database, of the data folder but for what can be made again, and, at its end, of a list
of all that with sha256 sums. Nothing is replaced before everything has been compared with the list.
"""

import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from django.conf import settings
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom import database_dump, database_guard

LIST, DATABASE, FOLDER = "backup.json", "database", "data"
REPLACED = "replaced-"
MADE_AGAIN = {"static", "static.stamp", "pages", "pages.distrusted", "uploads"}
MADE_BY_A_START = {"secret_key", database_guard.BEGUN, *MADE_AGAIN}
PIECE = 1024 * 1024


class NotKept(Exception):
    """A backup could not be made or brought back; `str()` is a sentence that says why."""


@dataclass
class Contents:
    """What a backup says of itself; `files` has the sha256 of each by its name in the tar."""

    made_at: str
    vendor: str
    migrations: list[str]
    files: dict[str, str] = field(default_factory=dict)


# --- Into the file --------------------------------------------------------------------------------------------------


def backup(target: Path) -> Contents:
    """Write all that the site keeps to `target`, readable by its owner alone. The site may go on running.

    The database is copied first: a picture that comes in meanwhile may be in the file without its row, but no row
    without its picture.

    :raises NotKept: `target` exists already, or there is no paper.
    :raises LostDatabase: there was a paper, but its database is gone.
    :raises database_dump.NoDump: the database could not be copied.
    """
    if target.exists():
        raise NotKept(_("%(path)s exists already.") % {"path": target})
    if not database_guard.is_begun():
        database_guard.refuse_if_lost()
        raise NotKept(_("There is no paper here yet: the database is empty."))
    unfinished = target.with_name(f"{target.name}.unfinished")
    contents = Contents(timezone.now().isoformat(), connection.vendor, _applied_migrations())
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as tar:
        _add_database(tar, contents)
        for path in _files_to_store():
            with suppress(FileNotFoundError):  # A rendition may have been replaced since we looked.
                _add(tar, f"{FOLDER}/{path.relative_to(settings.DATA)}", path, contents)
        _add_list(tar, contents)
    unfinished.rename(target)
    return contents


def _add_database(tar: tarfile.TarFile, contents: Contents) -> None:
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        copy = Path(folder) / DATABASE
        database_dump.dump(copy)
        _add(tar, DATABASE, copy, contents)


def _add(tar: tarfile.TarFile, name: str, path: Path, contents: Contents) -> None:
    with path.open("rb") as file:
        info = tar.gettarinfo(arcname=name, fileobj=file)
        contents.files[name] = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        tar.addfile(info, file)


def _add_list(tar: tarfile.TarFile, contents: Contents) -> None:
    text = json.dumps(asdict(contents), indent=1).encode()
    info = tarfile.TarInfo(LIST)
    info.size = len(text)
    tar.addfile(info, io.BytesIO(text))


def _files_to_store() -> Iterator[Path]:
    apart = database_dump.database_files()
    for entry in sorted(settings.DATA.iterdir()):
        if entry.name not in MADE_AGAIN and not entry.name.startswith(REPLACED):
            found = sorted(entry.rglob("*")) if entry.is_dir() else [entry]
            yield from (path for path in found if path.is_file() and path not in apart)


def _applied_migrations() -> list[str]:
    return sorted(".".join(key) for key in MigrationLoader(connection).applied_migrations)


# --- And back -------------------------------------------------------------------------------------------------------


def restore(source: Path, *, force: bool = False) -> Contents:
    """Bring back what `backup` wrote. The site must not run meanwhile.

    What is there now is left as it is unless `force` is given; then it is put aside in the data folder, under a name
    that begins with `replaced-` (but PostgreSQL's tables are overwritten).

    :raises NotKept: the file is damaged or not for this site, or the data folder is in use.
    :raises database_dump.NoDump: the database could not be brought back.
    """
    in_use = _in_use()
    if in_use and not force:
        raise NotKept(_("The data folder is in use; --force puts what is there aside."))
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        contents = _unpack(source, Path(folder))
        _refuse_foreign(contents)
        database_dump.check(Path(folder) / DATABASE)
        connections.close_all()
        _put_aside() if in_use else _clear()
        database_dump.bring_back(Path(folder) / DATABASE)
        _move_entries((Path(folder) / FOLDER), settings.DATA)
    return contents


def _unpack(source: Path, folder: Path) -> Contents:
    """Write the files of a backup into an empty folder, and compare them with the list."""
    found, contents = {}, None
    try:
        with tarfile.open(source, "r:gz") as tar:
            for member in tar:
                if member.name == LIST:
                    contents = Contents(**json.load(_opened(tar, member)))
                else:
                    found[member.name] = _unpack_one(tar, member, folder)
    except (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, TypeError) as error:
        raise NotKept(_("This is not a whole backup: %(why)s") % {"why": error}) from error
    if contents is None or contents.files != found or DATABASE not in found:
        raise NotKept(_("This is not a whole backup: its files are not those of its list."))
    return contents


def _unpack_one(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    """Write one file, and return its sha256."""
    name = PurePosixPath(member.name)
    if name.is_absolute() or ".." in name.parts or name.parts[0] not in (DATABASE, FOLDER):
        raise _foreign(member)
    path, seen = folder / name, hashlib.sha256()
    path.parent.mkdir(parents=True, exist_ok=True)
    with _opened(tar, member) as packed, path.open("wb") as file:
        while piece := packed.read(PIECE):
            file.write(piece)
            seen.update(piece)
    path.chmod(member.mode & 0o777)
    return seen.hexdigest()


def _opened(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    packed = tar.extractfile(member) if member.isfile() else None
    if packed is None:
        raise _foreign(member)
    return packed


def _foreign(member: tarfile.TarInfo) -> NotKept:
    return NotKept(_("This is not a backup of ours: %(name)s") % {"name": member.name})


def _refuse_foreign(contents: Contents) -> None:
    if contents.vendor != connection.vendor:
        raise NotKept(
            _("It was made with %(theirs)s, but this site runs on %(ours)s.")
            % {"theirs": contents.vendor, "ours": connection.vendor}
        )
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(contents.migrations) - known):
        raise NotKept(_("It was made by newer code, which knew %(name)s.") % {"name": newer[-1]})


def _in_use() -> bool:
    names = {entry.name for entry in settings.DATA.iterdir() if not entry.name.startswith(REPLACED)}
    mine = MADE_BY_A_START | {path.name for path in database_dump.database_files()}
    return bool(names - mine) or not database_dump.is_empty()


def _put_aside() -> None:
    aside = settings.DATA / f"{REPLACED}{timezone.now():%Y%m%d-%H%M%S}"
    aside.mkdir()
    for path in database_dump.database_files():
        if path.exists():
            shutil.move(path, aside / path.name)
    _move_entries(settings.DATA, aside, but={settings.FILE_UPLOAD_TEMP_DIR.name, aside.name})


def _clear() -> None:
    """Remove what a start has made in an otherwise empty data folder."""
    for path in {settings.DATA / name for name in MADE_BY_A_START - {settings.FILE_UPLOAD_TEMP_DIR.name}}:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for path in database_dump.database_files():
        path.unlink(missing_ok=True)


def _move_entries(source: Path, target: Path, *, but: Collection[str] = ()) -> None:
    for entry in source.iterdir() if source.exists() else ():
        if entry.name not in but and not entry.name.startswith(REPLACED):
            shutil.move(entry, target / entry.name)
