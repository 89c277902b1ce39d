"""The servers that the bench compares, and the requests that it sends them; all on the loopback, all ended by us."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from django.conf import settings

from newsroom.management.commands.run import THREADS

CONNECTIONS = 64
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
SHIPPED = settings.ROOT / "deploy" / "nginx.conf"
CONFIG = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log stderr error; {user} {modules}
events {{ worker_connections 1024; }}
http {{
  access_log off; default_type text/html; keepalive_requests 1000000;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  {servers}
}}
"""
STATIC = "server {{ listen 127.0.0.1:{port}; root {folder}; {brotli} {places} }}"
SAID_BY_GRANIAN = {"connection", "date", "server", "transfer-encoding"}
SAID_BY_NGINX = {"connection", "content-encoding", "content-length", "content-type", "date", "etag", "server"}


@dataclass(frozen=True)
class Rate:
    """What many connections got: answers a second, and the slowest of them in seconds."""

    answers: float
    slowest: float


def missing() -> list[str]:
    """Return the programs that a comparison needs and that are not here."""
    return [name for name in ("nginx", "wrk") if shutil.which(name) is None]


@contextmanager
def ours() -> Iterator[tuple[int, subprocess.Popen]]:
    """Serve the paper of our data folder; give its port and process."""
    port = free_port()
    site = {"PORT": str(port), "NEWSROOM_URL": f"http://localhost:{port}"}
    command = [sys.executable, "manage.py", "run", "--no-worker"]
    with _running(command, port, "/healthz", env=os.environ | site) as process:
        yield port, process


@contextmanager
def ceiling(paper: str, paths: Mapping[str, str], encodings: Mapping[str, str], folder: Path) -> Iterator[str]:
    """Serve the pages as `/NAME.KIND`, with the same bytes and headers and by the same server, but without any work.

    `encodings` says by its kind what a browser asks for. Given is the address.
    """
    port, answers = free_port(), {}
    for name, path in paths.items():
        for kind, encoding in encodings.items():
            body, headers = fetch(paper + path, encoding=encoding or "identity")
            file = folder / f"{name}.{kind}.body"
            file.write_bytes(body)
            told = [pair for pair in headers.items() if pair[0].lower() not in SAID_BY_GRANIAN]
            answers[f"/{name}.{kind}"] = (told, file.name)
    (folder / "ceiling.json").write_text(json.dumps(answers))
    options = f"--interface wsgi --http 1 --no-ws --workers {settings.PROCESSES} --blocking-threads {THREADS}"
    command = [sys.executable, "-m", "granian", *options.split(), "--log-level", "error", "--port", str(port)]
    env = os.environ | {"BENCH_ANSWERS": str(folder / "ceiling.json")}
    with _running([*command, "bench.ceiling:application"], port, next(iter(answers)), env=env):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def nginx_with(paper: str, paths: Mapping[str, str], folder: Path) -> Iterator[str]:
    """Serve the pages at these paths of a paper as `/NAME.html`, with the same bytes and headers; give the address."""
    port, places = free_port(), []
    for name, path in paths.items():
        plain, headers = fetch(paper + path)
        (folder / f"{name}.html").write_bytes(plain)
        (folder / f"{name}.html.br").write_bytes(fetch(paper + path, encoding="br")[0])
        places.append(f"location = /{name}.html {{ {_saying(headers)} }}")
    brotli = "brotli_static on;" if BROTLI.exists() else ""
    text = STATIC.format(port=port, folder=folder, brotli=brotli, places="\n".join(places))
    with _nginx(text, folder, port, f"/{next(iter(paths))}.html"):
        yield f"http://127.0.0.1:{port}"


def _saying(headers: Message) -> str:
    """Write the headers of an answer in the words of nginx."""
    ours = ((name, value) for name, value in headers.items() if name.lower() not in SAID_BY_NGINX)
    added = " ".join(f"add_header {name} {json.dumps(value)};" for name, value in ours)
    return f"types {{ }} default_type {json.dumps(headers['Content-Type'])}; {added}"


@contextmanager
def nginx_before(paper: int, folder: Path) -> Iterator[str]:
    """Put nginx before our server at port `paper`, as `deploy/nginx.conf` does, but without TLS; give its address."""
    port = free_port()
    (folder / "cache").mkdir(exist_ok=True)
    text = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", SHIPPED.read_text(), flags=re.DOTALL)
    text = re.sub(r"\n    (ssl_certificate|listen \[).*", "", text)
    for shipped, here in {
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port};",
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{paper};",
        "/var/cache/nginx/newsroom": str(folder / "cache"),
        "/srv/newsroom/var/": f"{settings.DATA}/",
        "server_name paper.example;": "server_name localhost;",
    }.items():
        if shipped not in text:
            raise RuntimeError(f"deploy/nginx.conf has no {shipped!r} any more.")
        text = text.replace(shipped, here)
    with _nginx(text, folder, port, "/"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _nginx(servers: str, folder: Path, port: int, path: str) -> Iterator[None]:
    user = "user root;" if os.geteuid() == 0 else ""
    modules = f"load_module {BROTLI};" if BROTLI.exists() else ""
    config = folder / f"nginx-{port}.conf"
    config.write_text(CONFIG.format(folder=folder, user=user, modules=modules, servers=servers))
    with _running(["nginx", "-p", str(folder), "-c", str(config)], port, path):
        yield


@contextmanager
def _running(command: list[str], port: int, path: str, env: Mapping | None = None) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(  # noqa: S603
        command, cwd=settings.ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(f"http://127.0.0.1:{port}{path}")
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def load(url: str, seconds: int, *, encoding: str = "") -> Rate:
    """Ask for a page over `CONNECTIONS` connections for so many seconds.

    :raises RuntimeError: it was not always answered with a page.
    """
    header = ["-H", f"Accept-Encoding: {encoding}"] if encoding else []
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *header, url]
    return rate(subprocess.run(command, capture_output=True, text=True, timeout=seconds + 30, check=True).stdout)  # noqa: S603


def rate(said: str) -> Rate:
    """Read what wrk printed.

    :raises RuntimeError: not every answer was a page.
    """
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(f"Not every answer was a page:\n{said}")
    slowest, unit = re.search(r"Latency\s+\S+\s+\S+\s+([\d.]+)(us|ms|s)", said).groups()
    seconds = float(slowest) * {"us": 1e-6, "ms": 1e-3, "s": 1.0}[unit]
    return Rate(float(re.search(r"Requests/sec:\s*([\d.]+)", said)[1]), seconds)


def fetch(url: str, *, encoding: str = "identity") -> tuple[bytes, Message]:
    """Return the body that one request gets, as it comes over the wire, and the headers."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": encoding})  # noqa: S310 - the loopback only
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        return answer.read(), answer.headers


def megabytes(process: subprocess.Popen) -> list[float]:
    """Return the memory of each worker of our server: its own pages and its part of the shared ones, largest first."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return sorted((_megabytes(int(child)) for child in children), reverse=True)


def _megabytes(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return round(next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024, 1)


def _wait(url: str, seconds: int = 90) -> None:
    for _attempt in range(seconds * 4):
        try:
            return fetch(url) and None
        except OSError:
            time.sleep(0.25)
    raise RuntimeError(f"{url} did not answer within {seconds} seconds.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
