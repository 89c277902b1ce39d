"""What the picture library has done while nobody waits."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from articles.models import Image, LeftFile
from articles.rights import license_terms, machine_readable
from press import jobs, page_cache, pictures

AT_ONCE = ("jpeg", "webp")  # What every browser reads; AVIF takes longer to make, so it comes after.
KEPT_FOR = timedelta(days=30)  # So long browsers and caches may show a page that names a rendition of before.

Renditions = dict[str, dict]


@jobs.job()
def make_renditions(image_id: int) -> None:
    """Make the renditions of a picture that every browser reads, and have the others made when nobody waits.

    Those of an older focal point or credit are left: no page names them any longer.
    """
    image = _shown(image_id)
    if image is None:
        return
    made = _make(image, pictures.recipes_for(image.width, image.height, AT_ONCE))
    if _save_renditions(image, _still_right(image) | made):
        make_smaller_renditions.later(image_id)


@jobs.job(priority=jobs.Priority.BULK)
def make_smaller_renditions(image_id: int) -> None:
    """Make the renditions that take longer and are smaller, for browsers that read them."""
    image = _shown(image_id)
    if image:
        _save_renditions(image, _make(image, pictures.recipes_for(image.width, image.height)))


@jobs.job(priority=jobs.Priority.BULK)
def write_rights_anew(license_id: int) -> None:
    """Make new files of all pictures under a license whose words have changed: they are written into every file."""
    for picture in Image.objects.filter(license=license_id, taken_down_at=None).values_list("pk", flat=True):
        make_renditions.using(priority=jobs.Priority.BULK).later(picture)


@jobs.every(hours=24)
def forget_left_files() -> None:
    """Delete renditions that no picture has named for a month."""
    for left in LeftFile.objects.filter(left_at__lt=timezone.now() - KEPT_FOR):
        default_storage.delete(left.name)
        left.delete()


def rights_of(image: Image) -> pictures.Rights:
    """Return what every rendition of a picture says about its maker and its terms."""
    terms = image.license
    return pictures.Rights(
        creator=image.creator,
        credit=image.credit,
        copyright_notice=license_terms.picture_notice(image),
        usage_terms=license_terms.terms_in_a_line(terms),
        web_statement=license_terms.terms_address(terms) if terms else "",
        licensor_url=license_terms.ask_for_picture(image) if terms else "",
        data_mining=machine_readable.data_mining(terms),
        ai_generated=image.label == Image.Label.AI,
    )


def described(image: Image, recipe: pictures.Recipe, name: str) -> dict:
    """Return what a picture's row says about one of its renditions."""
    width, height = recipe.size(image.width, image.height)
    return {"name": name, "width": width, "height": height}


def _shown(image_id: int) -> Image | None:
    return Image.objects.select_related("license").filter(pk=image_id, taken_down_at=None).first()


def _still_right(image: Image) -> Renditions:
    """Return the renditions that a picture has with the focal point and the rights of now."""
    recipes, rights = pictures.recipes_for(image.width, image.height), rights_of(image)
    names = {pictures.name(image.sha256, image.focal, recipe, rights) for recipe in recipes}
    return {slug: file for slug, file in image.renditions.items() if file["name"] in names}


def _make(image: Image, recipes: Iterable[pictures.Recipe]) -> Renditions:
    """Write the files of `recipes` and return what to say about them.

    A file that the row names is whole; any other may be what a worker left when it died, so it is written anew.
    """
    rights, focal = rights_of(image), image.focal
    names = {recipe: pictures.name(image.sha256, focal, recipe, rights) for recipe in recipes}
    whole = {file["name"] for file in image.renditions.values()}
    missing = [recipe for recipe, name in names.items() if name not in whole]
    if missing:
        with image.file.open() as original:
            for recipe, content in pictures.make_many(original, missing, focal, rights):
                names[recipe] = _write(names[recipe], content)
    return {recipe.slug: described(image, recipe, name) for recipe, name in names.items()}


def _write(name: str, content: bytes) -> str:
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))


@transaction.atomic
def _save_renditions(image: Image, made: Renditions) -> bool:
    """Name renditions in the row of a picture, unless it has changed since; then a later job makes others."""
    now = Image.objects.select_for_update(of=("self",)).select_related("license").filter(pk=image.pk).first()
    if now is None or now.taken_down_at:
        return _remove(made)
    if (now.focal, rights_of(now)) != (image.focal, rights_of(image)):
        _note_left_files(now, made, still_named=now.renditions)
        return False
    _note_left_files(now, now.renditions, still_named=made)
    LeftFile.objects.filter(name__in=_names(made)).delete()
    now.renditions = image.renditions = made
    now.save(update_fields=["renditions"])
    page_cache.invalidate()
    return True


def _names(renditions: Renditions) -> set[str]:
    return {file["name"] for file in renditions.values()}


def _note_left_files(image: Image, renditions: Renditions, *, still_named: Renditions) -> None:
    names = sorted(_names(renditions) - _names(still_named))
    LeftFile.objects.bulk_create([LeftFile(image=image, name=name) for name in names], ignore_conflicts=True)


def _remove(renditions: Renditions) -> bool:
    for name in _names(renditions):
        default_storage.delete(name)
    return False
