"""Picture files made in code: honest, odd and hostile."""

import struct
import zlib
from io import BytesIO

from PIL import Image

RED, GREEN, BLUE, YELLOW = (220, 20, 20), (20, 160, 20), (20, 20, 220), (230, 210, 20)


def quarters(width: int = 120, height: int = 80) -> Image.Image:
    """Red and green above, blue and yellow below, so that every turn shows."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    image.paste(YELLOW, (width // 2, height // 2, width, height))
    return image


def written(image: Image.Image | None = None, format: str = "jpeg", **options) -> bytes:
    file = BytesIO()
    (image or quarters()).save(
        file, format, **({"quality": 95} if format in ("jpeg", "webp", "avif") else {}) | options
    )
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def corners(image: Image.Image) -> list[tuple[int, int, int]]:
    """Return the color that each quarter is meant to have, by its middle, row by row."""
    image = image.convert("RGB")
    points = [(x * image.width // 4, y * image.height // 4) for y in (1, 3) for x in (1, 3)]
    return [nearest(image.getpixel(point)) for point in points]


def nearest(color: tuple[int, ...]) -> tuple[int, int, int]:
    known = [RED, GREEN, BLUE, YELLOW, (255, 255, 255), (0, 0, 0)]
    return min(known, key=lambda other: sum((a - b) ** 2 for a, b in zip(color[:3], other, strict=True)))


def jpeg_with(*segments: bytes, image: bytes | None = None) -> bytes:
    """Return a JPEG with marker segments put in front."""
    image = image or written()
    return image[:2] + b"".join(segments) + image[2:]


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def iptc(*datasets: tuple[int, int, bytes]) -> bytes:
    """Return the APP13 segment of a JPEG with IPTC-IIM datasets: record, number, value."""
    records = b"".join(struct.pack(">BBBH", 0x1C, *dataset[:2], len(dataset[2])) + dataset[2] for dataset in datasets)
    resource = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(records)) + records + b"\0" * (len(records) % 2)
    return segment(0xED, b"Photoshop 3.0\0" + resource)


def xmp(described: str, attributes: str = "") -> bytes:
    """Return an XMP packet that says `described`, as programs of several makers write it."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" {attributes}
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
      xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
      xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
      xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">{described}</rdf:Description>
    </rdf:RDF></x:xmpmeta>{" " * 200}<?xpacket end="w"?>""".encode()


def png_header(width: int, height: int) -> bytes:
    """Return the start of a PNG that claims a size and has next to nothing in it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
