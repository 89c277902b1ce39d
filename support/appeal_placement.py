"""An appeal in the midst of a text."""

import re

from django.utils.safestring import SafeString, mark_safe

_PARAGRAPH = re.compile(r"^<p[ >].*</p>$", re.MULTILINE)  # Every block of a body stands on a line of its own.


def after_paragraph(html: SafeString, number: int, piece: SafeString) -> SafeString:
    """Return the printed body with a piece after so many of its paragraphs.

    Where no paragraph would follow, the body is returned as it was: at the end of a text stands another place.
    """
    paragraphs = list(_PARAGRAPH.finditer(html))
    if number >= len(paragraphs):
        return html
    end = paragraphs[number - 1].end()
    return mark_safe(f"{html[:end]}\n{piece}{html[end:]}")
