"""Our server beside nginx and beside its own ceiling, on the same cores, serving the same bytes to the same load."""

from pathlib import Path
from statistics import median

from bench import servers

SECONDS, ROUNDS = 2, 3
BROWSERS_SAY = "gzip, deflate, br, zstd"


def measure(paths: dict[str, str], folder: Path) -> dict:
    """Compare pages by name and path, in turn, in `ROUNDS` of `SECONDS` each.

    Returned are `rows` with the answers a second of `ours`, of `nginx` with the file, and of the `ceiling`, which is
    our server with an application that does nothing; and the ratios `to_nginx` and `to_ceiling`. Each page comes plain
    and compressed, without and with nginx before us as `deploy/nginx.conf` puts it; there our ceiling is not what
    limits. `megabytes` is the memory of each of our workers after it.
    """
    encodings = {"plain": "", "br": BROWSERS_SAY} if servers.BROTLI.exists() else {"plain": ""}
    with servers.ours() as (port, process):
        here = f"http://127.0.0.1:{port}"
        with (
            servers.nginx_with(here, paths, folder) as nginx,
            servers.nginx_before(port, folder) as front,
            servers.ceiling(here, paths, encodings, folder) as ceiling,
        ):
            rows = []
            for kind, encoding in encodings.items():
                for name, path in paths.items():
                    file = f"{nginx}/{name}.html"
                    others = {"nginx": file, "ceiling": f"{ceiling}/{name}.{kind}"}
                    rows.append(_compare(f"{name}, {kind}", encoding, ours=f"{here}{path}", **others))
                    rows.append(_compare(f"{name}, {kind}, behind nginx", encoding, ours=f"{front}{path}", nginx=file))
        return {"rows": rows, "megabytes": servers.megabytes(process)}


def _compare(page: str, encoding: str, **urls: str) -> dict:
    rounds = [
        {name: servers.load(url, SECONDS, encoding=encoding).answers for name, url in urls.items()}
        for _round in range(ROUNDS)
    ]
    others = [name for name in urls if name != "ours"]
    rates = {name: round(median(one[name] for one in rounds)) for name in urls}
    ratios = {f"to_{name}": round(median(one["ours"] / one[name] for one in rounds), 2) for name in others}
    return {"page": page, **ratios, **rates}
