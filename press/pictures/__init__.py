"""Picture files: taken in with suspicion, and written again in the sizes readers need.

`inspect` says what an upload is and what it says of itself, or refuses it with a sentence. `make_many` writes
renditions, which carry nothing of the original but its pixels and, as XMP, the rights it is published under. The
original itself is never served.
"""

from .encoder import make, make_many, preview
from .inspection import Picture, inspect
from .metadata import Metadata
from .renditions import WIDTHS, Recipe, name, preview_recipe, recipes_for
from .rights import Rights
from .validation import MAX_BYTES, MAX_PIXELS

__all__ = [
    "MAX_BYTES",
    "MAX_PIXELS",
    "WIDTHS",
    "Metadata",
    "Picture",
    "Recipe",
    "Rights",
    "inspect",
    "make",
    "make_many",
    "name",
    "preview",
    "preview_recipe",
    "recipes_for",
]
