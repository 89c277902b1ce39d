"""What the bench has found, as tables for people."""

from collections.abc import Iterator

from bench import servers


def uncached(found: dict) -> Iterator[str]:
    """Tell what pages cost that are made anew, and how that grows with the paper."""
    sizes = list(found["megabytes"])
    yield "A page made anew. How many times as much it costs in the largest paper as in the smallest:"
    yield "milliseconds of CPU, calls of functions, steps of SQLite; then the milliseconds at each size,"
    yield f"and what noise does not move, in the paper of {sizes[0]:,}:"
    head = "".join(f"{name:>7}" for name in ("ms", "calls", "steps")) + "".join(f"{size:>10,}" for size in sizes)
    yield f"{'page':<18}{head}{'queries':>9}{'calls':>9}{'steps':>9}{'kB':>7}"
    for row in found["pages"]:
        grown = "".join(f"{row['growth'][name]:>7.2f}" for name in ("ms", "calls", "steps"))
        first = row["costs"][sizes[0]]
        times = "".join(f"{row['costs'][size]['ms']:>10.2f}" for size in sizes)
        counted = f"{first['queries']:>9}{first['calls']:>9,}{first['steps']:>9,}{first['kilobytes']:>7}"
        yield f"{row['page']:<18}{grown}{times}{counted}"
    memory = ", ".join(f"{megabytes:.0f} MB at {size:,}" for size, megabytes in found["megabytes"].items())
    yield f"Memory of the process that made them: {memory}."


def throughput(found: dict) -> Iterator[str]:
    """Tell how kept pages are served beside nginx, and beside what our server could do at best."""
    yield "Kept pages, requests a second, and ours as a part of what nginx gives from a file, and of the ceiling: the"
    yield "same bytes and headers from the same server, with an application that does nothing else."
    yield f"{'page':<30}{'of nginx':>10}{'of ceiling':>12}{'ours':>10}{'nginx':>10}{'ceiling':>10}"
    for row in found["rows"]:
        line = f"{row['page']:<30}{row['to_nginx']:>10.2f}"
        if "ceiling" in row:
            yield f"{line}{row['to_ceiling']:>12.2f}{row['ours']:>10,}{row['nginx']:>10,}{row['ceiling']:>10,}"
        else:
            yield f"{line}{row['ours']:>22,}{row['nginx']:>10,}"
    if not servers.BROTLI.exists():
        yield "Nothing compressed was compared: nginx has no brotli_static here."
    yield f"Memory of each worker after it: {', '.join(map(str, found['megabytes']))} MB."


def freshness(found: dict) -> Iterator[str]:
    """Tell whether every publication was seen at once."""
    yield f"A publication a second for {found['seconds']} seconds, every other a correction, under many connections:"
    yield f"{found['anew']} of {found['asked']} pages had it at the next request of six readers at once;"
    yield f"{found['answers']:,} answers a second, the slowest after {found['slowest']} s;"
    yield f"publishing took {found['publishing']} s at most."
