"""Taking addresses apart that others wrote."""

from urllib.parse import SplitResult, unquote, urlsplit


def parts_of(url: str) -> SplitResult:
    """Return the parts of an address, all empty if it is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


def path_of(url: str) -> str:
    """Return the path of an address, decoded."""
    return unquote(parts_of(url).path)
