"""Tags as readers know them: each with an address, and none before an article has brought it."""

from django.db.models import QuerySet
from django.db.models.signals import pre_save
from django.dispatch import receiver
from taggit.models import Tag

from articles.models import Revision, Subject

NAMELESS = "_"


def printed_tags() -> QuerySet[Tag]:
    """Return the tags that readers have met; a tag of drafts alone or of what is to come may betray them."""
    return Tag.objects.filter(pk__in=Subject.objects.filter(revision__in=Revision.objects.seen()).values("tag"))


@receiver(pre_save, sender=Tag)
def give_address(instance: Tag, **kwargs) -> None:
    """Give a tag without a letter or a digit an address too, and none a longer one than the database keeps."""
    longest = Tag._meta.get_field("slug").max_length
    instance.slug = instance.slug[:longest] or NAMELESS
