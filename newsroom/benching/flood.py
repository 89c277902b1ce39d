"""Our server and nginx, side by side on the same cores, serving the same bytes to the same flood."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from django.conf import settings

SECONDS, CONNECTIONS, ROUNDS = 4, 64, 3
CONFIG = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log stderr error; {user}
events {{ worker_connections 1024; }}
http {{
  access_log off; default_type text/html; keepalive_requests 1000000; root {folder};
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; }}
}}
"""


def missing() -> list[str]:
    """Return the programs that a comparison needs and that are not here."""
    return [name for name in ("nginx", "wrk") if shutil.which(name) is None]


def measure(paths: dict[str, str], folder: Path) -> list[dict]:
    """Return requests a second by page and encoding, of both servers in turn, the median of `ROUNDS`."""
    port, nginx_port = _free_port(), _free_port()
    ours = _start_ours(port)
    try:
        bytes_of = {name: _fetch(f"http://127.0.0.1:{port}{path}") for name, path in paths.items()}
        for name, body in bytes_of.items():
            (folder / f"{name}.html").write_bytes(body)
        nginx = _start_nginx(folder, nginx_port)
        try:
            return [_compare(name, path, port, nginx_port) for name, path in paths.items()]
        finally:
            _stop(nginx)
    finally:
        _stop(ours)


def _compare(name: str, path: str, port: int, nginx_port: int) -> dict:
    rounds = []
    for _round in range(ROUNDS):
        ours = _wrk(f"http://127.0.0.1:{port}{path}")
        theirs = _wrk(f"http://127.0.0.1:{nginx_port}/{name}.html")
        rounds.append((ours / theirs, ours, theirs))
    ratio, ours, theirs = sorted(rounds)[ROUNDS // 2]
    return {"page": name, "ratio": round(ratio, 2), "ours": round(ours), "nginx": round(theirs)}


def _wrk(url: str) -> float:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", url]
    said = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS + 30, check=True).stdout  # noqa: S603
    if "Non-2xx" in said:
        raise RuntimeError(f"{url} did not always answer 200:\n{said}")
    return float(re.search(r"Requests/sec:\s*([\d.]+)", said)[1])


def _start_ours(port: int) -> subprocess.Popen:
    command = [sys.executable, "manage.py", "run", "--no-worker"]
    site = {"PORT": str(port), "NEWSROOM_URL": f"http://localhost:{port}"}
    process = subprocess.Popen(  # noqa: S603
        command, cwd=settings.ROOT, env=os.environ | site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _wait(f"http://127.0.0.1:{port}/healthz")
    return process


def _start_nginx(folder: Path, port: int) -> subprocess.Popen:
    config = folder / "nginx.conf"
    config.write_text(CONFIG.format(folder=folder, port=port, user="user root;" if os.geteuid() == 0 else ""))
    process = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(config)], stderr=subprocess.DEVNULL)  # noqa: S603, S607
    _wait(f"http://127.0.0.1:{port}/front.html")
    return process


def _stop(process: subprocess.Popen) -> None:
    process.terminate()
    process.wait(timeout=20)


def _wait(url: str, seconds: int = 90) -> None:
    for _attempt in range(seconds * 4):
        try:
            return _fetch(url) and None
        except OSError:
            time.sleep(0.25)
    raise RuntimeError(f"{url} did not answer within {seconds} seconds.")


def _fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - the loopback only
        return answer.read()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
