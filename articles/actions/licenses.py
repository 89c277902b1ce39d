"""Licenses: choose the paper's default, put another in the place of one, mend the words."""

from collections.abc import Callable, Iterable

from django.db import transaction

from articles import jobs
from articles.models import Image, License, Revision
from press import page_cache


def in_use(license: License) -> bool:
    """Tell whether anything was ever published under a license, or a picture is: then its terms stay as they are."""
    uses = (Revision.objects.filter(license=license), Image.objects.filter(license=license))
    return any(one.exists() for one in uses)


@transaction.atomic
def make_default(license: License) -> None:
    """Publish under a license, from the next revision on, whatever has none of its own."""
    License.objects.filter(is_default=True).update(is_default=False)
    license.is_default = True
    license.save(update_fields=["is_default"])
    page_cache.invalidate()


@transaction.atomic
def replace(old: License, *, by: License) -> None:
    """Offer one license in the place of another. What was published under the old one stays under it."""
    if old.is_default:
        make_default(by)
    License.objects.filter(pk=old.pk).update(replaced_by=by, is_default=False)
    page_cache.invalidate()


@transaction.atomic
def save(license: License, *, instead_of: License | None = None, related: Callable[[], object] = bool) -> None:
    """Save a license, offered in the place of another if one is named.

    Pictures under it are written anew, as they carry its words.
    """
    license.save()
    related()
    if instead_of:
        replace(instead_of, by=license)
    jobs.write_rights_anew.later(license.pk)
    page_cache.invalidate()


@transaction.atomic
def delete(licenses: Iterable[License]) -> None:
    """Remove licenses under which nothing stands.

    :raises django.db.models.ProtectedError: something does.
    """
    for license in licenses:
        license.delete()
    page_cache.invalidate()
