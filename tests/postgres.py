"""Runs the tests on a private PostgreSQL server: `python -m tests.postgres [what pytest is to be told]`.

The server is made in a temporary folder, listens on a socket in it alone, and is gone afterwards.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = "PostgreSQL is not installed here, so the tests ran on SQLite only (Debian: apt-get install postgresql)."
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> Path | None:
    """Return the folder of PostgreSQL's server programs, the newest if there are several."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda place: int(place.parts[-3]))
    return places[-1].parent if places else None


@contextmanager
def server(bin: Path) -> Iterator[str]:
    """Run a server and give its address as `DATABASE_URL` has it."""
    folder = Path(tempfile.mkdtemp(prefix="newsroom-postgres-"))
    owner = _somebody_else() if os.geteuid() == 0 else None
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    as_owner = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}

    def call(program: str, *arguments: str) -> None:
        silent = {"stdout": subprocess.DEVNULL, "cwd": folder}
        subprocess.run([bin / program, "-D", folder / "data", *arguments], check=True, **silent, **as_owner)

    try:
        call("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} {FAST}"
        call("pg_ctl", "start", "--wait", "--log", str(folder / "log"), "--options", options)
        try:
            yield f"postgres://postgres@/{folder}/postgres"
        finally:
            call("pg_ctl", "stop", "--mode=immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _somebody_else() -> pwd.struct_passwd:
    """Return a user without rights: PostgreSQL refuses to run as root."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise SystemExit("PostgreSQL needs a user other than root to run as.")


def main(arguments: list[str]) -> int:
    bin = programs()
    if bin is None:
        print(MISSING)  # noqa: T201
        return 0
    with server(bin) as url:
        return subprocess.run(
            [sys.executable, "-m", "pytest", *arguments], env=os.environ | {"DATABASE_URL": url}
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
