"""What readers saw of each article from one moment to the next, and what the desk keeps beside it."""

from io import BytesIO

from articles.importing.ledger import Ledger
from django.core.files.base import ContentFile
from PIL import Image as Picture

from articles import actions, pictures
from articles.models import Article, Image, License, OldAddress, Placement, Section, WantedPicture
from masthead.models import Person

from .clock import moment, on
from .house import user

# --- Pictures -------------------------------------------------------------------------------------------------------


def picture(name: str, color: str, *, size: tuple[int, int] = (240, 150), **words) -> Image:
    """Bring a plain picture into the library, as its maker would."""
    file = BytesIO()
    Picture.new("RGB", size, color).save(file, "JPEG", quality=40)
    words = {"credit": "Ivan Light / The Lamp", "license": License.objects.get(slug="cc-by-4-0")} | words
    return pictures.add(ContentFile(file.getvalue(), name=name), by=user("reporter"), **words)


def hang_pictures() -> None:
    """Fill the library: two in use, one whose renditions were made twice, one taken down later, one still wanted."""
    with on("2026-03-01 10:00"):
        picture("bridge.jpg", "#406080", alt_text="A bridge over a river", caption="The bridge in spring.")
        picture("tram.jpg", "#a04020", alt_text="A red tram", caption="Line 7 at the quay.", label="archive")
        picture("agency.jpg", "#205020", alt_text="A crowd", caption="People at the gate.", credit="Light Agency")
    with on("2026-03-01 11:00"):
        pictures.describe(Image.objects.get(filename="tram.jpg"), by=user("editor"), credit="Ivan Light")
        terms = License.objects.get(slug="agency-picture")
        pictures.describe(Image.objects.get(filename="agency.jpg"), by=user("editor"), license=terms)


# --- Articles -------------------------------------------------------------------------------------------------------


def write(*, tags: tuple[str, ...] = (), bylines: tuple[str, ...] = ("olha",), guest: str = "", **fields) -> Article:
    """Make a working copy; `bylines` are people's address names, the first wrote it, the others took pictures."""
    article = actions.save(Article(**{"language": "en"} | fields), by=user("reporter"))
    article.tags.set(tags)
    roles = ("author", *["photo"] * len(bylines))
    lines = [
        {"person": Person.objects.get(slug=slug).pk, "name": "", "role": role}
        for slug, role in zip(bylines, roles, strict=False)
    ]
    lines += [{"person": None, "name": guest, "role": "author"}] if guest else []
    actions.set_bylines(article, lines)
    actions.remember(article, by=user("reporter"))
    return article


def rewrite(article: Article, **fields) -> Article:
    """Change a working copy."""
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    actions.save(article, by=user("editor"))
    actions.remember(article, by=user("editor"))
    return article


def publish(article: Article, **how) -> None:
    actions.publish(Article.objects.get(pk=article.pk), by=user("editor"), **how)


def section(slug: str) -> Section:
    return Section.objects.get(slug=slug)


def figure(filename: str, caption: str) -> str:
    image = Image.objects.get(filename=filename)
    return (
        f'<figure class="news-image" data-image="{image.pk}" data-size="text">'
        f"<figcaption>{caption}</figcaption></figure>"
    )


BRIDGE = (
    "<p>The bridge over the Salt opened again on Monday after two years of repairs.</p>"
    "<p>It was built in 1989, and people on both banks have told one another why ever since.</p>"
    '<h2>What it cost</h2><ul><li>Steel for the arch.</li><li>Eleven thousand rivets.</li></ul><p>The <a href="'
    'https://city.example/bridge">city</a> paid for all of it.</p>'
)


def bridge() -> Article:
    """Tell a story in several revisions, with an address that was changed."""
    with on("2026-03-02 09:00"):
        words = {"headline": "River bridge opens", "standfirst": "Trams run again.", "kicker": "Transport"}
        along = {"section": section("river"), "hero": Image.objects.get(filename="bridge.jpg"), "dateline": "Saltmarsh"}
        article = write(body=BRIDGE, tags=("Bridges", "Trams"), bylines=("olha", "ivan"), **words, **along)
        publish(article)
    with on("2026-03-03 15:30"):
        more = BRIDGE + "<p>On Tuesday the first tram crossed it with nine passengers.</p>"
        article = rewrite(article, body=more, headline="River bridge opens at last", slug="bridge-at-last")
        publish(article, reason="The first tram has crossed.")
    with on("2026-03-04 07:15"):
        article = rewrite(article, standfirst="Trams run again, from bank to bank.")
        publish(article, kind="minor", reason="A word was missing.")
    return article


def trams(bridge: Article) -> Article:
    """Tell one that will be updated after the fixture's now, and was corrected by its writer."""
    with on("2026-03-10 06:00"):
        body = "<p>Line 7 starts at five.</p><p>It ends at noon on Sundays.</p>" + figure("tram.jpg", "The new tram.")
        words = {"headline": "The tram of the morning", "standfirst": "A timetable for the early."}
        along = {"section": section("city"), "hero": Image.objects.get(filename="tram.jpg")}
        article = write(body=body, tags=("Trams",), **words, **along, license=License.objects.get(slug="cc-by-4-0"))
        article.related.set([bridge])
        actions.remember(article, by=user("reporter"))
        publish(article)
    with on("2026-03-11 06:00"):
        article = rewrite(article, body=body.replace("noon", "midnight"))
        publish(article, kind="correction", reason="We wrote that line 7 ends at noon on Sundays; it ends at midnight.")
    with on("2026-06-14 10:00"):
        article = rewrite(article, body=article.body + "<p>From Thursday line 7 stops at the mill.</p>")
        publish(article, at=moment("2026-06-18 04:00"), reason="The mill has a stop.")
    return article


def water() -> Article:
    with on("2026-04-01 09:00"):
        body = (
            "<p>The Lamp tasted the water of nine wells.</p><p>Eight of them are sweet, and one tastes of iron.</p>"
            '<blockquote class="pull"><p>I drink from it every day.</p></blockquote>'
            "<p>The laboratory of the harbour took the samples.</p>"
        )
        words = {"headline": "Nine wells, one taste of iron", "standfirst": "We went from door to door."}
        article = write(body=body, section=section("city"), tags=("Water",), guest="Petro Guest", **words)
        publish(article)
    return article


def gone() -> Article:
    """Publish something that will be retracted and taken away."""
    with on("2026-04-10 09:00"):
        body = "<p>The lighthouse is said to be for sale.</p>"
        words = {"headline": "Lighthouse for sale", "standfirst": "A rumour that we printed."}
        article = write(body=body, section=section("river"), tags=("Rumours",), **words)
        publish(article)
    return article


def library() -> Article:
    """Publish, take away and bring back."""
    with on("2026-04-20 09:00"):
        body = "<p>The library lends umbrellas from now on.</p><p>They are to be brought back dry.</p>"
        words = {"headline": "Umbrellas on loan", "standfirst": "The library thinks of rain."}
        article = write(body=body, section=section("books"), sensitive=True, **words)
        publish(article)
    with on("2026-04-21 09:00"):
        actions.withdraw(article, by=user("editor"), note="Taken away while we ask the library once more.")
    with on("2026-04-22 09:00"):
        actions.reinstate(article, by=user("editor"), reason="The library has told us that it is true.")
    return article


def translation(bridge: Article) -> Article:
    with on("2026-03-05 09:00"):
        body = "<p>Міст через Солону знову відкрили в понеділок.</p><p>Ремонт тривав два роки.</p>"
        words = {"headline": "Міст нарешті відкрито", "standfirst": "Трамваї знову ходять.", "language": "uk"}
        article = write(body=body, translation_of=bridge, section=section("river"), tags=("Bridges",), **words)
        publish(article)
    return article


def imported() -> Article:
    """Leave what an import from an older site leaves: dates and addresses of then, a ledger, a picture not found."""
    with on("2026-05-02 09:00"):
        ledger = Ledger("https://old-lamp.example")
        missing = "https://old-lamp.example/uploads/mill.jpg"
        body = f'<p>The mill has stood still since the flood.</p><p><img src="{missing}" alt="The mill"></p>'
        article = write(headline="The mill stands still", body=body, section=section("old-town"), bylines=("mira",))
        actions.import_revision(article, published_at=moment("2019-05-03 10:00"))
        OldAddress.objects.create(path="/2019/05/mill.html", article=article)
        ledger.note("article", "post-17", article.pk)
        ledger.note("section", "old-town", section("old-town").pk)
        ledger.note("person", "mira", Person.objects.get(slug="mira").pk)
        words = {"alt_text": "The mill", "caption": "The mill, dry.", "reason": "no such file was given with --media"}
        WantedPicture.objects.create(url=missing, article=article, **words)
    return article


def crowd() -> Article:
    """Publish with a picture that is then taken down."""
    with on("2026-05-10 09:00"):
        body = "<p>Four hundred people waited at the gate.</p>" + figure("agency.jpg", "At the gate.")
        article = write(headline="A crowd at the gate", body=body, section=section("city"), seo_title="Crowd at gate")
        publish(article)
    with on("2026-05-11 09:00"):
        taken = Image.objects.get(filename="agency.jpg")
        pictures.take_down(taken, by=user("publisher"), reason="The agency has asked us to.")
    return article


def not_yet_seen() -> None:
    """Leave what no reader has seen: a scheduled article, and a draft that two people talk about."""
    with on("2026-06-10 09:00"):
        body = "<p>Nobody knows yet that the ferry gets a second deck.</p>"
        publish(write(headline="A second deck", body=body, section=section("river")), at=moment("2026-06-20 05:00"))
        draft = write(headline="Half a thought", body="<p>Ask the ferryman, then write on.</p>")
        rewrite(draft, assignee=user("editor"), slug="half-a-thought")
        draft.refresh_from_db()
        actions.submit(draft, by=user("reporter"))
        actions.add_note(draft, by=user("editor"), text="Who is the ferryman’s employer?")


def place(lead: Article, second: Article) -> None:
    with on("2026-06-12 08:00"):
        Placement.objects.create(article=second, slot="lead", live_until=moment("2026-06-13 09:00"))
        Placement.objects.create(article=lead, slot="lead", live_from=moment("2026-06-13 09:00"))
        Placement.objects.create(article=second, slot="second", live_from=moment("2026-06-13 09:00"))


def tell_all() -> dict[str, Article]:
    """Make the paper with all its articles; return those that others go on from, by a short name."""
    hang_pictures()
    told = {"bridge": bridge()}
    told["trams"] = trams(told["bridge"])
    told |= {"water": water(), "gone": gone(), "library": library(), "crowd": crowd()}
    told["translation"] = translation(told["bridge"])
    told["imported"] = imported()
    not_yet_seen()
    place(told["bridge"], told["water"])
    return told
