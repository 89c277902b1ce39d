"""What keeps the inbox usable: limits, and what the block list learns from unwanted reports."""

from corrections.models import Passage, Report
from press import blocklist, public_forms
from press.models import Block
from press.rate_limit import Limit

A_SENDER_AN_HOUR, A_SENDER_A_DAY = 20, 60
AN_ARTICLE_AN_HOUR = 300
ALL_A_MINUTE = 6000


def limits(sender: str, article: int) -> list[Limit]:
    """Return the limits under which a report on the article of this id is counted."""
    return [
        *public_forms.limits("report", sender, an_hour=A_SENDER_AN_HOUR, a_day=A_SENDER_A_DAY),
        Limit(f"report article {article}", AN_ARTICLE_AN_HOUR, 3600),
        Limit("report all", ALL_A_MINUTE, 60),
    ]


def learn(report: Report) -> list[Block]:
    """Put the sender, the address and the linked sites of an unwanted report on the block list."""
    words = f"{report.message} {report.suggestion}"
    return blocklist.learn(words=words, email=report.email, sender=report.sender, source=_source(report.passage_id))


def unlearn(passage: Passage) -> None:
    """Take from the block list what it learned from the reports on a passage."""
    blocklist.unlearn(_source(passage.pk))


def _source(passage_id: int) -> str:
    return f"passage {passage_id}"
