"""What a license lets out of a text, and in which words the source is named."""

from articles.models import License
from press import richtext


def extract(text: str, license: License | None) -> str:
    """Return as much of a plain text as may be quoted without asking; without a license, nothing."""
    if license is None:
        return ""
    return text if license.max_extract is None else richtext.truncate(text, license.max_extract)


def is_free(license: License | None) -> bool:
    """Tell whether the whole text may go out to others without asking."""
    return license is not None and license.may_republish
