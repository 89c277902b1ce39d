"""Verbs of the picture library: add, describe, take down, put back, delete; and where a picture is used."""

from contextlib import ExitStack
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import jobs
from articles.errors import AlreadyThere, InUse
from articles.models import Article, Image, Revision
from articles.pictures import prefill
from press import page_cache, pictures
from press.jobs import Priority

IN_EVERY_FILE = {"credit", "creator", "license", "label", "focal_x", "focal_y"}  # A change makes new renditions.
WORDS = IN_EVERY_FILE | {"alt_text", "caption", "source_url", "rights_note", "taken_at"}
NAMED = 3  # Of the articles that use a picture, so many are named in a sentence.
PREVIEW_WIDTH = 640


# --- Into the library -----------------------------------------------------------------------------------------------


def add(file: File, *, by: User | None, priority: int = Priority.NORMAL, **words: Any) -> Image:
    """Bring a picture into the library; `words` come before what the file says about itself.

    It can be shown at once; its renditions are made by a job, whose `priority` an import lowers. No transaction may be
    open around the call: reading a picture takes its time, and files could not be taken back with the row.

    :raises ValidationError: the file is no picture that we take, or the words cannot be stored; nothing is kept.
    :raises AlreadyThere: the library has this very file; the exception carries its picture.
    """
    zone = timezone.get_current_timezone()
    found = pictures.inspect(file, max_bytes=settings.PICTURE_MAX_BYTES, zone=zone)
    _refuse_second(found.sha256)
    image = Image(
        filename=PurePath(file.name or "picture").name[-200:],
        format=found.format,
        width=found.width,
        height=found.height,
        size_bytes=found.size_bytes,
        sha256=found.sha256,
        color=found.color,
        uploaded_by=by,
        changed_by=by,
        **prefill.from_file(found.metadata),
    )
    _put(image, words)
    return _store_picture(image, file, pictures.preview(file), priority)


def _refuse_second(sha256: str) -> None:
    if there := Image.objects.filter(sha256=sha256).first():
        raise AlreadyThere(there)


def _put(image: Image, words: dict) -> None:
    """Set words on a picture and check them.

    :raises ValidationError: one of them cannot be stored; the sentences stand under the names of their fields.
    """
    if unknown := words.keys() - WORDS:
        raise TypeError(f"A picture has no {', '.join(sorted(unknown))} that could be described.")
    for name, value in words.items():
        setattr(image, name, value)
    image.clean_fields(exclude=[field.name for field in Image._meta.fields if field.name not in words])


def _store_picture(image: Image, file: File, preview: bytes, priority: int) -> Image:
    """Store the file, its preview and its row, or nothing of them."""
    recipe = _preview_recipe(image)
    shown = pictures.name(image.sha256, image.focal, recipe, pictures.Rights())
    original = f"{timezone.now():%Y/%m}/{image.sha256[:32]}.{image.format}"
    with ExitStack() as undo:
        file.seek(0)
        image.file.name = _store(image.file.storage, original, file, undo)
        shown = _store(default_storage, shown, ContentFile(preview), undo)
        image.renditions = {recipe.slug: jobs.described(image, recipe, shown)}
        _insert(image, priority)
        undo.pop_all()
    return image


def _store(storage: Storage, name: str, file: File, undo: ExitStack) -> str:
    stored = storage.save(name, file)
    undo.callback(storage.delete, stored)
    return stored


def _insert(image: Image, priority: int) -> None:
    try:
        with transaction.atomic(durable=True):
            image.save(force_insert=True)
            jobs.make_renditions.using(priority=priority).later(image.pk)
    except IntegrityError:
        _refuse_second(image.sha256)  # Somebody else was quicker with the same file.
        raise


def _preview_recipe(image: Image) -> pictures.Recipe:
    """Return the recipe that `press.pictures.preview` follows for a picture."""
    whole = [recipe for recipe in pictures.recipes_for(image.width, image.height, ["jpeg"]) if not recipe.height]
    return max((recipe for recipe in whole if recipe.width <= PREVIEW_WIDTH), key=lambda recipe: recipe.width)


# --- Words ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def describe(image: Image, *, by: User | None, **words: Any) -> Image:
    """Put right what is said about a picture; every page that shows it follows. `image` is as the database has it.

    :raises ValidationError: one of the words cannot be stored; nothing is changed.
    """
    changed = {name for name, value in words.items() if getattr(image, name) != value}
    _put(image, words)
    if not changed:
        return image
    image.changed_by = by
    image.save(update_fields=[*changed, "changed_by", "changed_at"])
    if changed & IN_EVERY_FILE:
        jobs.make_renditions.later(image.pk)
    page_cache.invalidate()
    return image


# --- Away from readers ----------------------------------------------------------------------------------------------


@transaction.atomic
def take_down(image: Image, *, by: User | None, reason: str) -> None:
    """Show a picture nowhere any longer: its places say that it was taken down, and its public files are deleted."""
    gone = _public_files(image)
    image.left_files.all().delete()
    image.taken_down_at, image.taken_down_by, image.taken_down_reason = timezone.now(), by, reason.strip()
    image.renditions = {}
    image.save(update_fields=["taken_down_at", "taken_down_by", "taken_down_reason", "renditions"])
    page_cache.invalidate(drop=[article.path for article in uses(image) if article.path])
    transaction.on_commit(lambda: _delete(default_storage, gone))


@transaction.atomic
def put_back(image: Image, *, by: User | None) -> None:
    """Let a picture that was taken down be shown again, as soon as its renditions are made anew."""
    image.taken_down_at, image.taken_down_by, image.taken_down_reason = None, None, ""
    image.changed_by = by
    image.save(
        update_fields=["taken_down_at", "taken_down_by", "taken_down_reason", "changed_by", "changed_at"],
    )
    jobs.make_renditions.later(image.pk)
    page_cache.invalidate()


@transaction.atomic
def delete(image: Image) -> None:
    """Remove a picture and all its files from the library.

    :raises InUse: an article shows it, or readers have seen it in one; the sentence says where.
    """
    if used := in_the_way(image):
        titles = ", ".join(f"“{article}”" for article in used[:NAMED]) + ("…" if used[NAMED:] else "")
        raise InUse(_("%(name)s is used in %(titles)s. Take it down instead.") % {"name": image, "titles": titles})
    storage, original, gone = image.file.storage, image.file.name, _public_files(image)
    image.delete()
    transaction.on_commit(lambda: _delete(default_storage, gone))
    transaction.on_commit(lambda: _delete(storage, [original]))


def _public_files(image: Image) -> list[str]:
    return [*(file["name"] for file in image.renditions.values()), *image.left_files.values_list("name", flat=True)]


def _delete(storage: Storage, names: list[str]) -> None:
    for name in filter(None, names):
        storage.delete(name)


# --- Where it is used -----------------------------------------------------------------------------------------------


def uses(image: Image) -> list[Article]:
    """Return the articles that show a picture, in their working copy or to readers now or later, with their state."""
    printed = Revision.objects.showing(image).still_to_stand().values("article")
    return _last_changed(image, printed)


def in_the_way(image: Image) -> list[Article]:
    """Return the articles that have ever shown a picture to readers, or whose working copy does."""
    return _last_changed(image, Revision.objects.showing(image).values("article"))


def _last_changed(image: Image, printed: QuerySet) -> list[Article]:
    found = Article.objects.filter(Q(pictures=image) | Q(pk__in=printed)).distinct()
    return list(found.with_state().defer("body").last_changed())
