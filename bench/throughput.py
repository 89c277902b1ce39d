"""Our server and nginx, side by side on the same cores, serving the same bytes to the same flood."""

from pathlib import Path

from bench import servers

SECONDS, ROUNDS = 2, 3
BROWSERS_SAY = "gzip, deflate, br, zstd"


def measure(paths: dict[str, str], folder: Path) -> dict:
    """Compare pages by name and path; what is compared is the median of `ROUNDS`, taken in turn.

    Returned are `rows` with the ratio of ours to nginx's answers a second, plain and compressed, each without and with
    nginx before us as `deploy/nginx.conf` puts it; and `megabytes`, the memory of each of our workers after it.
    """
    encodings = {"plain": "", "br": BROWSERS_SAY} if servers.BROTLI.exists() else {"plain": ""}
    with servers.ours() as (port, process):
        here = f"http://127.0.0.1:{port}"
        with servers.nginx_with(here, paths, folder) as other, servers.nginx_before(port, folder) as front:
            rows = [
                _compare(f"{name}, {label}{kind}", f"{address}{path}", f"{other}/{name}.html", encoding)
                for label, address in {"": here, "behind nginx, ": front}.items()
                for kind, encoding in encodings.items()
                for name, path in paths.items()
            ]
        return {"rows": rows, "megabytes": servers.megabytes(process)}


def _compare(label: str, ours: str, theirs: str, encoding: str) -> dict:
    rounds = []
    for _round in range(ROUNDS):
        a, b = (servers.flood(url, SECONDS, encoding=encoding).answers for url in (ours, theirs))
        rounds.append((a / b, a, b))
    ratio, a, b = sorted(rounds)[ROUNDS // 2]
    return {"page": label, "ratio": round(ratio, 2), "ours": round(a), "nginx": round(b)}
