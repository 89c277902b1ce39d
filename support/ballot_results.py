"""How a ballot stands for readers: the topics while it is open, and who chose what in numbers once it is over."""

from dataclasses import dataclass

from articles.models import Revision
from support.models import Ballot, Topic

PAST = 20


@dataclass(frozen=True)
class Result:
    """A topic with its votes; `share` in hundredths of all, `width` in hundredths of the most.

    `article` is what readers can read of what came of it, None if there is nothing yet.
    """

    topic: Topic
    votes: int
    share: int
    width: int
    chosen: bool
    article: Revision | None


@dataclass(frozen=True)
class Standing:
    """A ballot as readers see it. Results are shown once it is over, and not before."""

    ballot: Ballot
    is_over: bool
    topics: list[Topic]
    results: list[Result]
    votes: int = 0

    @classmethod
    def of(cls, ballot: Ballot) -> "Standing":
        topics = ballot.topics.accepted()
        if not ballot.is_over():
            return cls(ballot, False, list(topics.in_order()), [])
        counted = list(topics.with_votes().chosen_first())
        return cls(ballot, True, counted, _results(counted), sum(topic.number for topic in counted))


def _results(counted: list[Topic]) -> list[Result]:
    votes, most = sum(topic.number for topic in counted), max((topic.number for topic in counted), default=0)
    live = Revision.objects.live().filter(article__in=[topic.article_id for topic in counted if topic.article_id])
    articles = {revision.article_id: revision for revision in live.select_related("article").defer("article__body")}
    return [
        Result(
            topic=topic,
            votes=topic.number,
            share=round(100 * topic.number / votes) if votes else 0,
            width=round(100 * topic.number / most) if most else 0,
            chosen=0 < topic.number == most,
            article=articles.get(topic.article_id) if topic.article_id else None,
        )
        for topic in counted
    ]
