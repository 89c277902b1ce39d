"""A small paper that has something on every kind of page, and one address of each kind."""

import re
from html import unescape

from django.test import Client
from django.urls import Resolver404, resolve, reverse

import articles.actions
from articles.actions.pictures import take_down
from articles.models import Article
from corrections import actions
from masthead.models import PolicyPage, SocialLink
from support.letters import unsubscribe_path
from support.models import Channel, Patron, Tier
from tests import make
from tests.corrections.make_report import report, rewrite
from tests.support import make_ballot

FILES = {
    slug: {"name": f"renditions/{slug}", "width": width, "height": height}
    for slug, width, height in (
        ("w640.jpg", 640, 400),
        ("w1280.jpg", 1280, 800),
        ("w640.webp", 640, 400),
        ("w1280.avif", 1280, 800),
        ("c640x480.jpg", 640, 480),
        ("c1200x630.jpg", 1200, 630),
    )
}
SENTENCE = "The bridge was built in 1998, and people on both banks have told one another why ever since. "
PART = (
    f"<h2>Part {{}}</h2><p>{SENTENCE * 3}</p><h3>Of that</h3><ul><li>One</li><li>Two<ol><li>Three</li></ol></li></ul>"
)
FIGURE = (
    '<figure class="news-image" data-image="{}" data-size="{}"><figcaption>Seen from <b>here</b></figcaption></figure>'
)
QUOTE = '<blockquote class="pull"><p>Nobody believed that it opens.</p></blockquote><blockquote><p>So.</p></blockquote>'
TABLE = """<table><caption>Years</caption><thead><tr><th scope="col">Year</th><th scope="col">Trams</th></tr></thead>
<tbody><tr><th scope="row">1998</th><td>40</td></tr></tbody></table>"""
SIZES = ("text", "wide", "full", "wide")
BODY = (
    f'<p lang="uk">Міст.</p><p>{SENTENCE}<a href="https://elsewhere.example/?a=1&amp;b=2">There</a>.</p>'
    + QUOTE
    + TABLE
)


def fill() -> Article:
    """Make the paper, and return an article with everything on it."""
    make.publication(
        name="The Landing",
        tagline="News from both banks",
        description="A paper of tests. It has two sentences.",
        accent="#1f5a68",
        desk_email="desk@paper.example",
        corrections_email="corrections@paper.example",
        postal_address="1 Quay\nRivertown",
        founded_on="2020-02-02",
        owner="The Readers' Cooperative",
    )
    SocialLink.objects.create(publication_id=1, label="Elsewhere", url="https://social.example/@landing")
    for purpose in ("corrections", "ethics", "contact"):
        PolicyPage.objects.create(title=f"On {purpose}", slug=purpose, purpose=purpose, body="<h3>One</h3><p>Two.</p>")
    author = make.person(role="Reporter", biography="She writes.\n\nA lot.", slug="olha")
    section = make.section(description="What happens in the city.", in_navigation=True)
    hero = make.image(renditions=FILES, label="ai", creator="Ivan Light")
    along = {"section": section, "hero": hero, "tags": ["bridges"], "bylines": [author]}
    for number in range(24):
        make.live(headline=f"Story {number} of a long week", kicker="Transport", body=BODY, **along)
    make.live(headline="Міст знову відкрито", language="uk", tags=["bridges"])
    pictures = [make.image(renditions=FILES) for _size in SIZES]
    figures = [FIGURE.format(image.pk, size) for image, size in zip(pictures, SIZES, strict=True)]
    body = BODY + "".join(figures) + "".join(PART.format(number) for number in range(5)) + "<hr><pre>a  b</pre>"
    article = make.live(body=body, dateline="Kyiv", kicker="Transport", license=make.license(notice="Ask."), **along)
    make.live(headline="Bridge in other words", language="uk", translation_of=article, body=body)
    _correct(article)
    take_down(pictures[-1], by=None, reason="They asked.")
    _ask()
    return Article.objects.get(pk=article.pk)


def _ask() -> None:
    """Fill the support page, and ask beside articles and on the front page."""
    PolicyPage.objects.create(title="Who owns us", slug="owners", purpose="ownership", body="<p>The readers.</p>")
    Tier.objects.create(name="Friend", amount=70, benefits="A letter\nA vote")
    Tier.objects.create(name="Helm", amount=200, highlighted=True, link="https://give.example/helm")
    iban = {"value": "DE89370400440532013000", "bic": "COBADEFFXXX", "purpose": "Gift"}
    Channel.objects.create(kind="link", label="Card", value="https://give.example/?a=1&b=2", note="Once & monthly.")
    Channel.objects.create(kind="bank", label="SEPA", holder="The Landing", currency="EUR", **iban)
    Channel.objects.create(kind="crypto", label="Coin", coin="other", value="x" * 90)
    make.goal(reached=420)
    make.funder(link="https://fund.example/", sentence="For the river.")
    make.funder("Former", until_date="2021-01-01")
    Patron.objects.create(name="Ann Ash", email="ann@paper.example", wall="name")
    Patron.objects.create(name="Cy", email="cy@paper.example", wall="anonymous")
    make.appeal("Plain", "Loud", tells_count=True)
    make.appeal(placement="front")
    make.appeal(placement="footer", position=200)
    for placement in ("end", "front", "footer"):
        bread = {"sponsor": "A Bakery", "headline": f"Bread {placement}", "link": "https://bakery.example/"}
        make.house_message(kind="sponsored", placement=placement, **bread)
    make.support_page(introduction="<p>We ask.</p><h2>Why</h2><p>So.</p>", blocker_notice=True)


def by_letter() -> list[str]:
    """Let patrons decide; return the addresses that they come to by letters only."""
    make_ballot.close(make_ballot.ballot("Rain", "Graves", question="What then?"))
    reader, ballot = Patron.objects.get(email="ann@paper.example"), make_ballot.ballot("Drains", "Lamps")
    beside = [reverse(name, args=[ballot.pk]) for name in ("ballot-letter-sent", "ballot-voted")]
    forged = reverse("ballot-vote", args=[ballot.pk, "forged"])
    return [reverse("topics"), make_ballot.address(reader, ballot), forged, *beside, unsubscribe_path(reader)]


def _correct(article: Article) -> None:
    editor = make.user("correcting")
    for kind, (was, now) in {"correction": ("in 1998", "in 2006"), "clarification": ("people", "many people")}.items():
        standing = Article.objects.get(pk=article.pk)
        rewrite(article, body=standing.body.replace(was, now, 1))
        fresh = Article.objects.get(pk=article.pk)
        revision = articles.actions.publish(fresh, by=editor, kind="correction", reason="A wrong year.")
        actions.announce(revision, kind=kind, text=f"We wrote “{was}”.", by=editor, was=was, now=now)
    report(fresh, "in 2006")


def withdrawn() -> str:
    """Return the address of an article that was withdrawn."""
    gone = make.live(headline="Gone")
    articles.actions.withdraw(gone, by=None, note="We relied on a forged letter.")
    return gone.path


def walk(client: Client, *begin: str) -> dict[str, str]:
    """Return one page of every kind that readers come to by following links, by its address, and all of `begin`."""
    found: dict[str, str] = {}
    kinds = set()
    waiting = [*begin, "/"]
    for address in waiting:
        kind = _kind(address)
        if address in found or kind is None or (kind in kinds and address not in begin):
            continue
        answer = client.get(address)
        is_page = answer["Content-Type"].startswith("text/html") and "Content-Disposition" not in answer
        if is_page and answer.status_code not in (301, 302):
            kinds.add(kind)
            found[address] = answer.content.decode()
            waiting += map(unescape, re.findall(r'<a\b[^>]*?\shref="(/[^"#]*)', found[address]))
    return found


def _kind(address: str) -> str | None:
    path, _mark, query = address.partition("?")
    try:
        kind = resolve(path).view_name
    except Resolver404:
        return None
    return None if kind.startswith("admin") else f"{kind} {'page=' in query}"
