"""Verbs for pictures that an import spoke of and did not find: they come into the library, and into their place."""

import re
from html import escape

from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction

from articles.actions import pictures
from articles.actions.drafts import save_working_copy
from articles.errors import AlreadyThere
from articles.models import Article, Image, WantedPicture


@transaction.atomic
def want(url: str, *, article: Article | None, **words: str) -> bool:
    """Note that the picture at an address is missing, with what is known of it; return whether that is new.

    `words` are alt_text, caption and reason. The first article that wants it is noted with it.
    """
    wanted, is_new = WantedPicture.objects.get_or_create(url=url, defaults={**words, "article": article})
    if article and wanted.article_id is None:
        WantedPicture.objects.filter(pk=wanted.pk).update(article=article)
    return is_new


def bring(wanted: WantedPicture, file: File, *, by: User | None) -> Image:
    """Take the missing file into the library, with the words that the import knew, and put it where it was wanted.

    A file that the library has already will do as well.

    :raises ValidationError: the file is no picture that we take.
    """
    words = {name: getattr(wanted, name) for name in ("alt_text", "caption") if getattr(wanted, name)}
    try:
        image = pictures.add(file, by=by, **words)
    except AlreadyThere as there:
        image = there.image
    fill(wanted, image, by=by)
    return image


@transaction.atomic
def fill(wanted: WantedPicture, image: Image, *, by: User | None) -> None:
    """Use a picture of the library for a wanted one.

    Every working copy that has an `img` with the wanted address gets the picture instead; readers see it when the
    article is published again.
    """
    wanted.image = image
    wanted.save(update_fields=["image"])
    for article in Article.objects.filter(body__contains=f'src="{escape(wanted.url)}"'):
        article.body = with_picture(article.body, wanted.url, image)
        save_working_copy(article, by=by)


def with_picture(body: str, url: str, image: Image) -> str:
    """Return a cleaned body with a placeholder for `image` wherever it loads a picture from `url`."""
    loaded = rf'<img [^>]*src="{re.escape(escape(url))}"[^>]*>'
    framed = rf"<figure>(?:<a [^>]*>)?{loaded}(?:</a>)?(<figcaption>(?:(?!</figcaption>).)*</figcaption>)?</figure>"
    opening = f'<figure class="news-image" data-image="{image.pk}" data-size="text">'
    body = re.sub(framed, lambda found: f"{opening}{found[1] or ''}</figure>", body, flags=re.DOTALL)
    return re.sub(loaded, f"{opening}</figure>", body)
