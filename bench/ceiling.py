"""The most that the server in front of us can give: granian, and an application that only hands out bytes.

`BENCH_ANSWERS` names a JSON file of `{path: [headers, name of the file with the body]}`.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path


def _read(path: Path) -> dict[str, tuple[list[tuple[str, str]], list[bytes]]]:
    told = json.loads(path.read_text())
    return {
        address: ([tuple(pair) for pair in headers], [(path.parent / body).read_bytes()])
        for address, (headers, body) in told.items()
    }


ANSWERS = _read(Path(os.environ["BENCH_ANSWERS"]))


def application(environ: dict, start_response: Callable) -> list[bytes]:
    headers, body = ANSWERS[environ["PATH_INFO"]]
    start_response("200 OK", headers)
    return body
