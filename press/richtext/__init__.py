"""Rich text: HTML that staff wrote or pasted, made safe, regular and readable by other code.

`clean` is the border. What it returns contains only the elements and attributes of `rules`, has one canonical
form (cleaning it again changes nothing) and may be put into a template with `|safe`. Everything else here reads
cleaned HTML. No function raises on any string.
"""

from .edit import ParagraphsDiffer, replace, replace_inline, with_captions
from .figures import Figure, figures, render_figures
from .headings import TOPMOST, Heading, headings, with_heading_ids
from .highlight import mark, text_on_page
from .markdown import markdown
from .plain_text import images, lines, links, plain_text, reading_minutes, truncate, word_count
from .sanitizer import clean, writable

__all__ = [
    "TOPMOST",
    "Figure",
    "Heading",
    "ParagraphsDiffer",
    "clean",
    "figures",
    "headings",
    "images",
    "lines",
    "links",
    "mark",
    "markdown",
    "plain_text",
    "reading_minutes",
    "render_figures",
    "replace",
    "replace_inline",
    "text_on_page",
    "truncate",
    "with_captions",
    "with_heading_ids",
    "word_count",
    "writable",
]
