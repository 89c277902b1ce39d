"""What readers reported, what became of it, and what the paper said in public."""

from uuid import UUID

import articles.actions
from articles.models import Article, Image, Revision
from corrections import actions, passages
from corrections.anchoring import Selector
from corrections.models import Correction, DeclineReason, Passage, Report
from press.models import Block

from .clock import on
from .house import user


def standing(article: Article) -> Revision:
    return Revision.objects.in_force().get(article=article.pk)


def report(article: Article, quote: str = "", *, part: str = "text", image: Image | None = None, **words) -> Passage:
    """Send what a reader sends about `quote`, or about the article; return the passage that the desk works on."""
    revision = standing(article)
    words = {"kind": "fact", "message": "Look here, please.", "language": "en", "sender": "5e" * 16} | words
    if not quote:
        sent = actions.receive(article, revision=revision, part="article", **words)
    else:
        text = passages.text_of(revision, part, image)
        start = text.index(quote)
        at = Selector(**passages.selector_at(text, (start, start + len(quote))))
        sent = actions.receive(article, revision=revision, part=part, image=image, selector=at, **words)
    return Passage.objects.get(pk=sent.passage_id)


def decide(told: dict[str, Article]) -> None:
    """Let readers write, and the desk decide, until there is a report in each status."""
    _accepted(told["bridge"])
    _declined_and_duplicate(told["water"])
    _spam(told["water"])
    _erased(told["library"])
    _in_progress(told["trams"])
    _new(told["bridge"])


def _accepted(bridge: Article) -> None:
    with on("2026-03-05 12:00"):
        by = {"name": "Nadia Reader", "email": "nadia@reader.example"}
        passage = report(bridge, "built in 1989", suggestion="built in 1998", key=UUID(int=1), **by)
        report(bridge, "in 1989, and people", message="My aunt was there.", email="another@reader.example")
    with on("2026-03-05 16:45"):
        notice = "We wrote that the bridge was built in 1989. It was built in 1998."
        passage.refresh_from_db()
        how = {"notice": notice, "notice_kind": "correction", "words": "Thank you, and greetings to your aunt."}
        actions.apply(passage, wording="built in 1998", by=user("editor"), **how)
    with on("2026-03-06 09:00"):
        typo = report(bridge, "Eleven thousand rivets", kind="typo", message="It is a number.")
        actions.apply(typo, wording="11,000 rivets", by=user("editor"))


def _declined_and_duplicate(water: Article) -> None:
    with on("2026-04-02 09:00"):
        first = report(water, "Eight of them are sweet", message="Seven, I think.", email="third@reader.example")
        other = report(water, "Nine wells", part="headline", message="Ten, I think.", email="fourth@reader.example")
    with on("2026-04-02 11:00"):
        reason = DeclineReason.objects.offered("en").first()
        actions.decline(first, by=user("moderator"), reason=reason, words="We have tasted all of them again.")
        first.refresh_from_db()
        actions.mark_duplicate(other, of=first, by=user("moderator"))
        actions.add_note(first, by=user("editor"), text="The harbour keeps the samples until May.")


def _spam(water: Article) -> None:
    with on("2026-04-03 09:00"):
        words = {"message": "Cheap wells at https://wells.example/buy", "email": "seller@wells.example"}
        unwanted = report(water, **words, sender="bad" * 10)
        actions.mark_spam(unwanted, by=user("moderator"))
        actions.block_senders(unwanted)
        Block.objects.create(kind="words", value="cheap wells", hits=3)


def _erased(library: Article) -> None:
    with on("2026-04-23 09:00"):
        report(library, "brought back dry", message="How?", name="Vasyl Reader", email="vasyl@reader.example")
    with on("2026-04-24 09:00"):
        actions.erase_person("vasyl@reader.example", by=user("publisher"))


def _in_progress(trams: Article) -> None:
    with on("2026-06-13 09:00"):
        words = {"part": "caption", "image": Image.objects.get(filename="tram.jpg"), "kind": "picture"}
        passage = report(trams, "The new tram.", message="It is the old one.", email="fifth@reader.example", **words)
        actions.assign(passage, to=user("editor"), by=user("moderator"))
        passage.refresh_from_db()
        actions.propose(passage, wording="The old tram.", by=user("moderator"))


def _new(bridge: Article) -> None:
    with on("2026-06-14 18:00"):
        report(bridge, "Steel for the arch", message="Which steel?", kind="clarity", email="sixth@reader.example")
        report(bridge, message="I liked it.", kind="other")


def say_in_public(told: dict[str, Article]) -> None:
    """Publish a notice of each kind, and take one back."""
    with on("2026-04-05 10:00"):
        beside(told["water"], "clarification", "“Tastes of iron” is what our tongues say; the well is safe.")
        beside(told["water"], "editors-note", "The reporter’s brother works for the harbour.")
    with on("2026-04-06 10:00"):
        notice = beside(told["water"], "correction", "We wrote nine wells. There are ten.")
    with on("2026-04-07 10:00"):
        actions.withdraw_notice(notice, by=user("editor"), because="There are nine after all: the tenth is dry.")
    with on("2026-04-12 10:00"):
        beside(told["gone"], "retraction", "Nobody wants to sell the lighthouse. We retract this article.")
    with on("2026-04-12 10:05"):
        articles.actions.withdraw(told["gone"], by=user("owner"), note="Retracted: the rumour was ours alone.")


def beside(article: Article, kind: str, text: str) -> Correction:
    return actions.announce_beside(standing(article), kind=kind, text=text, by=user("editor"))


def check() -> None:
    """See that there is a report in each status."""
    there = set(Report.objects.values_list("status", flat=True))
    assert there == {"new", "progress", "accepted", "declined", "duplicate", "spam"}, there
