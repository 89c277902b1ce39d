"""Notices as search engines read them: schema.org's CorrectionComment."""

from django.conf import settings

from articles.models import Article, Revision
from articles.pages.json_ld import moment
from corrections import notices


def comments(copy: Article | Revision) -> list[dict]:
    """Return the notices that hold as CorrectionComments, for the property `correction` of a NewsArticle."""
    return [
        {
            "@type": "CorrectionComment",
            "@id": settings.SITE_URL + notice.get_absolute_url(),
            "url": settings.SITE_URL + notice.get_absolute_url(),
            "text": notice.text,
            "datePublished": moment(notice.published_at),
        }
        for notice in notices.of(copy)
        if notice.withdrawn_at is None
    ]
