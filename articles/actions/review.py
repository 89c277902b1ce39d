"""The way of an article from its writer to whoever publishes it."""

from django.contrib.auth.models import User

from articles.models import Article, Note


def submit(article: Article, *, by: User) -> None:
    """Ask for a second pair of eyes."""
    move(article, Article.Stage.IN_REVIEW, by=by)


def approve(article: Article, *, by: User) -> None:
    """Say that the working copy may be published."""
    move(article, Article.Stage.READY, by=by)


def send_back(article: Article, *, by: User, note: str) -> None:
    """Return the article to its writer, with a note that says why."""
    move(article, Article.Stage.DRAFT, by=by)
    add_note(article, by=by, text=note)


def add_note(article: Article, *, by: User, text: str) -> Note:
    """Leave a word for colleagues."""
    return Note.objects.create(article=article, made_by=by, text=text.strip())


def assign(article: Article, *, to: User | None) -> None:
    """Give the article to a colleague, or to nobody; this makes no new version of its words."""
    article.assignee = to
    article.save(update_fields=["assignee"])


def move(article: Article, stage: str, *, by: User | None) -> None:
    article.stage, article.changed_by = stage, by
    article.save(update_fields=["stage", "changed_by", "changed_at"])
