"""Brings the figures of the demonstration paper's stories that others have republished."""

from datetime import datetime, timedelta
from pathlib import Path

from articles.models import Article
from demo import parser
from licensing.models import ReadElsewhere

FIGURES = Path(__file__).with_name("readership.toml")


def bring(articles: dict[str, Article], *, now: datetime) -> None:
    """Write down how often each story was read on each site since it was published."""
    for each in parser.toml(FIGURES)["read"]:
        article = Article.objects.get(pk=articles[each["story"]].pk)
        ReadElsewhere.objects.create(
            article=article,
            host=each["site"],
            count=each["count"],
            first_at=article.first_published_at + timedelta(hours=7),
            last_at=now - timedelta(hours=each["last_hours_ago"]),
        )
