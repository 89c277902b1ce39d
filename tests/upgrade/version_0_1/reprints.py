"""What others asked of the paper, what they were granted, and what they printed."""

from django.conf import settings

from articles.models import Article
from licensing import actions, counting
from licensing.jobs import tidy
from licensing.models import Grant, ReprintRequest

from .clock import moment, on
from .house import user
from .reports import standing
from .stories import publish, rewrite

OUTLETS = ("ferry", "gazette", "harbor", "island", "jetty", "kelp", "lagoon", "marsh")


def ask(article: Article, outlet: str, **words) -> ReprintRequest:
    """Ask as an outlet does."""
    asked = {
        "name": f"{outlet.title()} Editor",
        "email": f"desk@{outlet}.example",
        "outlet": f"The {outlet.title()}",
        "place": f"https://{outlet}.example/culture",
        "purpose": f"For the weekend edition of the {outlet}.",
        "language": "en",
        "sender": "1f" * 16,
    }
    return actions.receive(standing(article), **asked | words)


def deal(told: dict[str, Article]) -> None:
    """Leave a request in each status, and grants in force, over and revoked."""
    water, library = told["water"], told["library"]
    with on("2026-04-25 09:00"):
        forgotten = ask(library, "ferry")
        actions.ask_back(forgotten, by=user("publisher"), words="In which country?")
    with on("2026-04-26 09:00"):
        full, part, lost = ask(water, "gazette"), ask(water, "harbor", extent="extract"), ask(library, "island")
        actions.grant(full, by=user("publisher"), fee="20 candles", words="Gladly.", credit="From The Saltmarsh Lamp")
        actions.grant(part, by=user("publisher"), extent="extract", most=120, live_until=moment("2026-05-26 09:00"))
        actions.grant(lost, by=user("publisher"), conditions="Not on the cover.", languages="uk")
    with on("2026-04-27 09:00"):
        actions.take(grant_of("gazette"), revision=standing(water))
        actions.refuse(ask(library, "jetty"), by=user("publisher"), words="We are about to correct it.")
        actions.withdraw(ask(library, "kelp"), note="They found another.")
    with on("2026-04-28 09:00"):
        actions.revoke(grant_of("island"), by=user("publisher"), because="It stood on the cover.")
    with on("2026-06-01 09:00"):
        tidy()  # What waits for an answer since April has expired.
    with on("2026-06-14 12:00"):
        actions.assign(ask(told["bridge"], "lagoon", deadline="2026-07-01"), to=user("publisher"), by=user("owner"))
        actions.ask_back(ask(told["bridge"], "marsh"), by=user("publisher"), words="The pictures, too?")


def grant_of(outlet: str) -> Grant:
    return Grant.objects.get(email=f"desk@{outlet}.example")


def print_elsewhere(told: dict[str, Article]) -> None:
    """Let others take the open article, tell them of an update, and look at what they made of ours."""
    with on("2026-05-15 09:00"):
        for outlet in ("marsh", "kelp"):
            words = {"outlet": f"The {outlet.title()}", "url": f"https://{outlet}.example/trams", "language": "en"}
            taken = actions.register(standing(told["trams"]), email=f"web@{outlet}.example", **words)
        actions.stop(taken)
    with on("2026-05-16 09:00"):
        more = standing(told["water"]).body + "<p>A tenth well is dry.</p>"
        publish(rewrite(told["water"], body=more), reason="The tenth well was found.")
    with on("2026-05-17 09:00"):
        _check(told["water"])
        settings.KIT_COUNTER = True
        for referrer in ("https://marsh.example/trams", "https://marsh.example/trams", ""):
            counting.count(told["trams"].pk, referrer=referrer, sender="192.0.2.7")


def _check(article: Article) -> None:
    """Look at a page of each outlet, and say what becomes of it."""
    by, body = user("publisher"), standing(article).body
    link = f'<a href="{settings.SITE_URL}{standing(article).get_absolute_url()}">Source</a>'
    actions.check(body + link, outlet="The Gazette", url="https://gazette.example/wells", by=by)
    actions.check("<p>Nothing of anybody’s.</p>", outlet="The Ferry", by=by)
    asked = actions.check(body, outlet="The Jetty", url="https://jetty.example/wells", by=by)
    actions.ask_to_fix(asked, email="desk@jetty.example", subject="Our wells", body="Please name us.")
    for outlet, status in (("Kelp", "fixed"), ("Lagoon", "ignored")):
        found = actions.check(body, outlet=f"The {outlet}", url=f"https://{outlet.lower()}.example/w", by=by)
        actions.settle(found, status=status, note=f"The {outlet} has answered.")
    actions.check(body, outlet="The Harbor", url="https://harbor.example/wells", by=by)
    actions.check(body, outlet="The Island", url="https://island.example/wells", by=by)
