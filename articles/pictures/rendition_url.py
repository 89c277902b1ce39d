"""Where readers get a rendition."""

from django.core.files.storage import storages


def rendition_url(file: dict) -> str:
    """Return the address of one rendition, of which the picture's row says `{"name": …, "width": …, "height": …}`."""
    return storages["default"].url(file["name"])
