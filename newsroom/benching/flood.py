"""Our server and nginx, side by side on the same cores, serving the same bytes to the same flood."""

from pathlib import Path

from newsroom.benching import servers

SECONDS, ROUNDS = 2, 3


def measure(paths: dict[str, str], folder: Path) -> dict:
    """Compare pages by name and path; what is compared is the median of `ROUNDS`, taken in turn.

    Returned are `rows` with the ratio of ours to nginx's answers a second, plain, compressed and with nginx before us
    as `deploy/nginx.conf` puts it; and `megabytes`, the memory of each of our workers after it.
    """
    with servers.ours() as (port, process):
        here = f"http://127.0.0.1:{port}"
        plain = {f"{name}.html": servers.fetch(here + path) for name, path in paths.items()}
        packed = {f"{name}.html.br": servers.fetch(here + path, encoding="br") for name, path in paths.items()}
        with servers.nginx_with(plain | packed, folder) as other, servers.nginx_before(port, folder) as front:
            rows = [_compare(name, f"{here}{path}", other) for name, path in paths.items()]
            if servers.BROTLI.exists():
                rows += [_compare(name, f"{here}{path}", other, encoding="br") for name, path in paths.items()]
            rows += [
                _compare(name, f"http://127.0.0.1:{front}{path}", other, label="behind nginx")
                for name, path in paths.items()
            ]
        return {"rows": rows, "megabytes": servers.megabytes(process)}


def _compare(name: str, url: str, nginx: int, *, encoding: str = "", label: str = "") -> dict:
    rounds = []
    for _round in range(ROUNDS):
        ours = servers.flood(url, SECONDS, encoding=encoding).answers
        theirs = servers.flood(f"http://127.0.0.1:{nginx}/{name}.html", SECONDS, encoding=encoding).answers
        rounds.append((ours / theirs, ours, theirs))
    ratio, ours, theirs = sorted(rounds)[ROUNDS // 2]
    kind = label or encoding or "plain"
    return {"page": f"{name}, {kind}", "ratio": round(ratio, 2), "ours": round(ours), "nginx": round(theirs)}
