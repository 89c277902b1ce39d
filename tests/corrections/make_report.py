"""Reports as readers send them, without the form."""

import articles.actions
from articles.models import Article
from corrections import actions, passages
from corrections.anchoring import Selector
from corrections.models import Passage, Report


def report(article: Article, quote: str = "", *, part: str = "text", image=None, **words: str) -> Report:
    """Send a report about `quote` as it stands in what readers see now; without a quote, about the article."""
    revision = article.revisions.in_force().get()
    words = {"kind": "typo", "message": "Look at this.", "language": article.language} | words
    if not quote:
        return actions.receive_report(article, revision=revision, part="article", **words)
    text = passages.text_of(revision, part, image)
    start = text.index(quote)
    at = passages.selector_at(text, (start, start + len(quote)))
    return actions.receive_report(article, revision=revision, part=part, image=image, selector=Selector(**at), **words)


def reported(article: Article, quote: str = "", **words) -> Passage:
    """Send a report; return the passage that the desk works on."""
    return Passage.objects.get(pk=report(article, quote, **words).passage_id)


def fresh(passage: Passage) -> Passage:
    return Passage.objects.get(pk=passage.pk)


def rewrite(article: Article, **fields) -> Article:
    """Change the working copy as an editor would."""
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    articles.actions.save_working_copy(article, by=None)
    return article
