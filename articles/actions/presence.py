"""Who has an article open at the desk."""

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article, Presence


def arrive(article: Article, user: User, *, version: int) -> None:
    """Note that somebody has an article open now, at `version`; what is open is never thinned out of the drafts."""
    Presence.objects.bulk_create(
        [Presence(article=article, user=user, version=version, seen_at=timezone.now())],
        update_conflicts=True,
        unique_fields=["article", "user"],
        update_fields=["version", "seen_at"],
    )
