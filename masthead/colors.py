"""Colors that can be read: the paper's accent, moved as little as needed to stand out from the page."""

LIGHT_PAGE = "#fdfcf9"  # The same as --paper in site.css.
DARK_PAGE = "#171513"
READABLE = 5.5  # More than the 4.5 that WCAG 2.2 asks for, as labels are small.


def channels(color: str) -> list[int]:
    """Return red, green and blue of “#rrggbb”, each from 0 to 255."""
    return list(bytes.fromhex(color.removeprefix("#")))


def luminance(color: str) -> float:
    """Return the relative luminance as WCAG 2.2 defines it, from 0 for black to 1 for white."""
    shares = [channel / 255 for channel in channels(color)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors, from 1 to 21."""
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def mixed(color: str, other: str, share: float) -> str:
    """Return `color` with a `share` (0 to 1) of `other` in it."""
    pairs = zip(channels(color), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable(color: str, *, on: str) -> str:
    """Return `color`, made darker or lighter until text in it can be read on the page color `on`."""
    end = "#000000" if luminance(on) > 0.5 else "#ffffff"
    steps = (mixed(color, end, step / 25) for step in range(26))
    return next(step for step in steps if contrast(step, on) >= READABLE)
