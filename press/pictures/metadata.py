"""What a picture file says of itself: headline, caption, credit and rights, from XMP, IPTC and EXIF."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from PIL import ImageFile, IptcImagePlugin
from PIL.ExifTags import IFD, Base

from . import text_encoding
from .xmp import Packet

MAX_KEYWORDS = 100

_MADE_BY_A_MACHINE = {"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"}
_WRITTEN_BY_CAMERAS = {"OLYMPUS DIGITAL CAMERA", "SONY DSC", "DIGITAL CAMERA", "MINOLTA DIGITAL CAMERA", "DEFAULT"}

_XMP = {
    "headline": "photoshop:Headline",
    "caption": "dc:description",
    "alt_text": "Iptc4xmpCore:AltTextAccessibility",
    "credit": "photoshop:Credit",
    "creator": "dc:creator",
    "copyright": "dc:rights",
    "source": "photoshop:Source",
    "usage_terms": "xmpRights:UsageTerms",
    "web_statement": "xmpRights:WebStatement",
    "keywords": "dc:subject",
    "digital_source": "Iptc4xmpExt:DigitalSourceType",
}
# Datasets of record 2 (IPTC-IIM 4.2).
_IPTC = {"headline": 105, "caption": 120, "credit": 110, "creator": 80, "copyright": 116, "source": 115, "keywords": 25}
_IPTC_DATE, _IPTC_TIME = 55, 60
_IPTC_CODING, _CODED_IN_UTF8 = (1, 90), b"\x1b%G"
_EXIF = {"caption": Base.ImageDescription, "creator": Base.Artist, "copyright": Base.Copyright}

Found = dict[str, list[str]]


@dataclass(frozen=True)
class Metadata:
    """What the file claims, for an editor to check.

    Texts are single lines, addresses http or https, and both "" where the file says nothing. `taken_at` is aware.
    `ai_generated` means that the file is marked (IPTC DigitalSourceType) as made by a machine, wholly or in part.
    """

    headline: str = ""
    caption: str = ""
    alt_text: str = ""
    credit: str = ""
    creator: str = ""
    copyright: str = ""
    source: str = ""
    usage_terms: str = ""
    web_statement: str = ""
    licensor_url: str = ""
    keywords: tuple[str, ...] = ()
    taken_at: datetime | None = None
    ai_generated: bool = False


def read(image: ImageFile.ImageFile, zone: tzinfo = UTC) -> Metadata:
    """Read what an opened picture says; times without an offset are meant in `zone`. Broken metadata says nothing."""
    xmp, iptc, exif = (_unless_broken(reader, image) for reader in (_read_xmp, _read_iptc, _read_exif))

    def values(field: str) -> list[str]:
        lines = (text_encoding.line(value) for value in xmp.get(field) or iptc.get(field) or exif.get(field) or [])
        return [line for line in lines if line]

    def first(field: str) -> str:
        return next(iter(values(field)), "")

    return Metadata(
        headline=first("headline"),
        caption=first("caption"),
        alt_text=first("alt_text"),
        credit=first("credit"),
        creator=", ".join(values("creator")),
        copyright=first("copyright"),
        source=first("source"),
        usage_terms=first("usage_terms"),
        web_statement=text_encoding.address(first("web_statement")),
        licensor_url=text_encoding.address(first("licensor_url")),
        keywords=tuple(dict.fromkeys(values("keywords")))[:MAX_KEYWORDS],
        taken_at=_time([*exif.get("taken_at", []), *xmp.get("taken_at", []), *iptc.get("taken_at", [])], zone),
        ai_generated=first("digital_source").rpartition("/")[2] in _MADE_BY_A_MACHINE,
    )


def orientation(image: ImageFile.ImageFile) -> int:
    """Return how the picture is to be turned, 1 to 8 as EXIF has it; 1 where it is not said or broken."""
    try:
        value = image.getexif().get(Base.Orientation, 1)
    except Exception:
        return 1
    return value if value in range(1, 9) else 1


def _unless_broken(reader: Callable[[ImageFile.ImageFile], Found], image: ImageFile.ImageFile) -> Found:
    """Read one kind of metadata; a picture is never refused for what is wrong in it, whatever the parser raises."""
    try:
        return reader(image)
    except Exception:
        return {}


def _read_xmp(image: ImageFile.ImageFile) -> Found:
    packet = Packet(image.info["xmp"])
    found = {field: packet.texts(name) for field, name in _XMP.items()}
    found["licensor_url"] = [packet.text_anywhere("plus:LicensorURL")]
    found["taken_at"] = [packet.text("exif:DateTimeOriginal"), packet.text("photoshop:DateCreated")]
    return found


def _read_iptc(image: ImageFile.ImageFile) -> Found:
    records = IptcImagePlugin.getiptcinfo(image) or {}
    is_utf8 = _CODED_IN_UTF8 in _many(records.get(_IPTC_CODING))

    def texts(dataset: int) -> list[str]:
        return [text_encoding.decode(value, is_utf8=is_utf8) for value in _many(records.get((2, dataset)))]

    found = {field: texts(dataset) for field, dataset in _IPTC.items()}
    found["taken_at"] = [f"{day}T{time}" for day, time in zip(texts(_IPTC_DATE), texts(_IPTC_TIME), strict=False)]
    return found


def _many(value: bytes | list[bytes] | None) -> list[bytes]:
    return value if isinstance(value, list) else [value] if value else []


def _read_exif(image: ImageFile.ImageFile) -> Found:
    exif = image.getexif()
    found = {field: _exif_text(exif.get(tag)) for field, tag in _EXIF.items()}
    found["caption"] = [caption for caption in found["caption"] if caption.upper() not in _WRITTEN_BY_CAMERAS]
    details = exif.get_ifd(IFD.Exif)
    day, _, time = str(details.get(Base.DateTimeOriginal, "")).partition(" ")
    found["taken_at"] = [f"{day.replace(':', '-')}T{time}{details.get(Base.OffsetTimeOriginal) or ''}"]
    return found


def _exif_text(value: object) -> list[str]:
    """Return a text that Pillow has read as Latin-1, which is seldom what it was written in."""
    if not isinstance(value, str):
        return []
    return [text_encoding.decode(value.encode("latin-1").partition(b"\0")[0]).strip()]


def _time(candidates: Iterable[str], zone: tzinfo) -> datetime | None:
    """Return the first of the ISO 8601 times that is one."""
    for candidate in candidates:
        try:
            time = datetime.fromisoformat(candidate.strip().removesuffix("T"))
        except ValueError:
            continue
        if datetime.min.year < time.year < datetime.max.year:  # Leaves room for other time zones.
            return time if time.tzinfo else time.replace(tzinfo=zone)
    return None
