"""What `press.pictures.inspect` reads out of files that photographers and agencies send."""

from datetime import UTC, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, PngImagePlugin

from press import pictures
from press.pictures import Metadata

from .picture_files import iptc, jpeg_with, written, xmp

UTF8 = (1, 90, b"\x1b%G")


def said_by(data: bytes, **options) -> Metadata:
    return pictures.inspect(BytesIO(data), **options).metadata


def exif(*, details=(), **tags) -> bytes:
    data = Image.Exif()
    for tag, value in {"ImageDescription": 0x010E, "Artist": 0x013B, "Copyright": 0x8298}.items():
        if tag in tags:
            data[value] = tags[tag]
    data.get_ifd(0x8769).update(dict(details))
    return data.tobytes()


EVERYTHING = """
    <photoshop:Headline>Flood in Kherson</photoshop:Headline>
    <dc:description><rdf:Alt><rdf:li xml:lang="uk">Вода</rdf:li><rdf:li xml:lang="x-default">Water in
      the street</rdf:li></rdf:Alt></dc:description>
    <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A boat between houses</rdf:li></rdf:Alt>
    </Iptc4xmpCore:AltTextAccessibility>
    <photoshop:Credit>Agency</photoshop:Credit>
    <dc:creator><rdf:Seq><rdf:li>First Author</rdf:li><rdf:li>Second Author</rdf:li></rdf:Seq></dc:creator>
    <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2024 Agency</rdf:li></rdf:Alt></dc:rights>
    <photoshop:Source>Archive</photoshop:Source>
    <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">One-time use</rdf:li></rdf:Alt></xmpRights:UsageTerms>
    <xmpRights:WebStatement>https://example.org/license</xmpRights:WebStatement>
    <plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>Agency</plus:LicensorName>
      <plus:LicensorURL>https://example.org/buy</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>
    <dc:subject><rdf:Bag><rdf:li>flood</rdf:li><rdf:li>Kherson</rdf:li><rdf:li>flood</rdf:li></rdf:Bag></dc:subject>
    <photoshop:DateCreated>2024-06-07T08:09:10+03:00</photoshop:DateCreated>
"""


def with_xmp(packet: bytes, format: str) -> bytes:
    if format != "png":
        return written(format=format, xmp=packet)
    chunks = PngImagePlugin.PngInfo()
    chunks.add_itxt("XML:com.adobe.xmp", packet.decode())
    return written(format=format, pnginfo=chunks)


@pytest.mark.parametrize("format", ["jpeg", "png", "webp", "avif"])
def test_xmp_is_read_from_every_format(format):
    assert said_by(with_xmp(xmp(EVERYTHING), format)) == Metadata(
        headline="Flood in Kherson",
        caption="Water in the street",
        alt_text="A boat between houses",
        credit="Agency",
        creator="First Author, Second Author",
        copyright="© 2024 Agency",
        source="Archive",
        usage_terms="One-time use",
        web_statement="https://example.org/license",
        licensor_url="https://example.org/buy",
        keywords=("flood", "Kherson"),
        taken_at=datetime(2024, 6, 7, 5, 9, 10, tzinfo=UTC),
    )


def test_xmp_written_as_attributes_is_read():
    packet = xmp("", 'photoshop:Credit="Agency" dc:rights="©" xmpRights:WebStatement="https://example.org/"')
    found = said_by(written(xmp=packet))
    assert (found.credit, found.copyright, found.web_statement) == ("Agency", "©", "https://example.org/")


@pytest.mark.parametrize("kind", ["trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"])
def test_picture_made_by_a_machine_is_known_as_one(kind):
    uri = f"http://cv.iptc.org/newscodes/digitalsourcetype/{kind}"
    written_out = f"<Iptc4xmpExt:DigitalSourceType>{uri}</Iptc4xmpExt:DigitalSourceType>"
    as_resource = f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{uri}"/>'
    assert said_by(written(xmp=xmp(written_out))).ai_generated
    assert said_by(written(xmp=xmp(as_resource))).ai_generated


def test_photo_is_not_taken_for_one_made_by_a_machine():
    uri = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
    packet = xmp(f"<Iptc4xmpExt:DigitalSourceType>{uri}</Iptc4xmpExt:DigitalSourceType>")
    assert not said_by(written(xmp=packet)).ai_generated


def test_address_that_is_none_of_the_web_is_left_out():
    packet = xmp("<xmpRights:WebStatement>javascript:alert(1)</xmpRights:WebStatement>")
    assert said_by(written(xmp=packet)).web_statement == ""


def test_iptc_is_read():
    data = jpeg_with(
        iptc(
            UTF8,
            (2, 105, "Повінь".encode()),
            (2, 120, "Вода на вулиці\r\nХерсона".encode()),
            (2, 80, b"First Author"),
            (2, 80, b"Second Author"),
            (2, 110, b"Agency"),
            (2, 116, "© Agency".encode()),
            (2, 115, b"Archive"),
            (2, 25, b"flood"),
            (2, 25, "Херсон".encode()),
            (2, 55, b"20240607"),
            (2, 60, b"080910+0300"),
        )
    )
    assert said_by(data) == Metadata(
        headline="Повінь",
        caption="Вода на вулиці Херсона",
        creator="First Author, Second Author",
        credit="Agency",
        copyright="© Agency",
        source="Archive",
        keywords=("flood", "Херсон"),
        taken_at=datetime(2024, 6, 7, 5, 9, 10, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("written_as", "text"),
    [("utf-8", "Київ, вулиця"), ("cp1251", "Київ, вулиця"), ("latin-1", "Müller, Zürich"), ("utf-8", "Müller, Київ")],
)
def test_iptc_that_does_not_say_its_coding_is_read_in_the_likely_one(written_as, text):
    assert said_by(jpeg_with(iptc((2, 120, text.encode(written_as))))).caption == text


def test_iptc_that_is_not_in_the_coding_it_says_keeps_what_can_be_read():
    assert said_by(jpeg_with(iptc(UTF8, (2, 120, b"Z\xfcrich")))).caption == "Z\ufffdrich"


def test_exif_is_read():
    details = {0x9003: "2024:06:07 08:09:10", 0x9011: "+03:00"}
    found = said_by(written(exif=exif(ImageDescription="Water", Artist="Author", Copyright="Agency", details=details)))
    assert (found.caption, found.creator, found.copyright) == ("Water", "Author", "Agency")
    assert found.taken_at == datetime(2024, 6, 7, 5, 9, 10, tzinfo=UTC)


def test_exif_in_utf8_is_not_garbled():
    found = said_by(written(exif=exif(ImageDescription="Київ ©".encode())))
    assert found.caption == "Київ ©"


def test_camera_time_without_an_offset_is_meant_in_the_zone_of_the_paper():
    data = written(exif=exif(details={0x9003: "2024:06:07 08:09:10"}))
    assert said_by(data, zone=ZoneInfo("Europe/Kyiv")).taken_at == datetime(2024, 6, 7, 5, 9, 10, tzinfo=UTC)
    assert said_by(data).taken_at == datetime(2024, 6, 7, 8, 9, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "time", ["0000:00:00 00:00:00", "2024:13:45 08:09:10", "    :  :     :  :  ", "0001:01:01 00:00:00"]
)
def test_time_that_is_none_is_left_out(time):
    assert said_by(written(exif=exif(details={0x9003: time}))).taken_at is None


def test_words_that_cameras_write_are_no_caption():
    assert said_by(written(exif=exif(ImageDescription="OLYMPUS DIGITAL CAMERA         "))).caption == ""


def test_xmp_comes_before_iptc_and_iptc_before_exif():
    image = written(xmp=xmp("<photoshop:Credit>X</photoshop:Credit>"), exif=exif(ImageDescription="E", Artist="E"))
    found = said_by(jpeg_with(iptc((2, 110, b"I"), (2, 120, b"I")), image=image))
    assert (found.credit, found.caption, found.creator) == ("X", "I", "E")


def test_texts_fit_a_database():
    found = said_by(jpeg_with(iptc(UTF8, (2, 120, b"a\0b\x07c " + b"d" * 30_000))))
    assert found.caption.startswith("abc d")
    assert len(found.caption) == 5000
