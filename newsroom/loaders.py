"""Templates are indented for those who change them; browsers get them without the indentation."""

import re

from django.template import Origin
from django.template.loaders import filesystem

_INDENTATION = re.compile(r"(?<=\n) +")


class Loader(filesystem.Loader):
    """Read templates, those of pages without the spaces that their lines begin with; lines keep their numbers.

    What is printed into them stays as it is. Text that must keep its spaces belongs into no template of a page.
    """

    def get_contents(self, origin: Origin) -> str:
        text = super().get_contents(origin)
        return _INDENTATION.sub("", text) if origin.name.endswith(".html") else text
