"""Tags as readers know them: each with an address, and none before an article has brought it."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils import timezone
from taggit.models import Tag

from articles.models import Subject

NAMELESS = "_"


def printed_tags() -> QuerySet[Tag]:
    """Return the tags that readers have met; a tag of drafts alone or of what is to come may betray them."""
    seen = Subject.objects.filter(tag=OuterRef("pk"), revision__live_from__lte=timezone.now())
    return Tag.objects.filter(Exists(seen))


@receiver(pre_save, sender=Tag)
def give_address(instance: Tag, **kwargs: Any) -> None:
    """Give a tag without a letter or a digit an address too, and none a longer one than the database keeps."""
    longest = Tag._meta.get_field("slug").max_length
    instance.slug = instance.slug[:longest] or NAMELESS
