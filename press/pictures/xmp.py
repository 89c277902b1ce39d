"""XMP, the rights and words that travel inside picture files: read from any, written by us."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from defusedxml.ElementTree import fromstring

MAX_PACKET = 2 * 1024 * 1024

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Packet:
    """What an XMP packet says of a picture; properties are named "dc:creator", with the prefixes of `NAMESPACES`."""

    def __init__(self, packet: bytes) -> None:
        """Read a packet.

        :raises ValueError: it is longer than `MAX_PACKET` or declares entities.
        :raises ParseError: it is not well-formed XML (`xml.etree.ElementTree`).
        """
        if len(packet) > MAX_PACKET:
            raise ValueError("This XMP packet is longer than any honest one.")
        self._root = fromstring(packet.strip(b"\0 \t\r\n"))

    def text(self, name: str) -> str:
        """Return the value of a property, the default one if it is given in several languages, or ""."""
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> list[str]:
        """Return all values of a property: a plain one, the items of a list, or a text in several languages."""
        return [text for text in self._values(_tag(name)) if text]

    def text_anywhere(self, name: str) -> str:
        """Return the first value of a property of whatever the packet describes, also within structures."""
        tag = _tag(name)
        for element in self._root.iter():
            if tag in element.attrib:
                return element.attrib[tag].strip()
            if element.tag == tag:
                return next(_items(element), "")
        return ""

    def _values(self, tag: str) -> Iterator[str]:
        for rdf in self._root.iter(_tag("rdf:RDF")):
            for description in rdf.iterfind(_tag("rdf:Description")):
                yield description.get(tag, "").strip()
                for element in description.iterfind(tag):
                    yield from _items(element)


def _items(element: Element) -> Iterator[str]:
    """Return the texts of a property; of a text in several languages the default comes first."""
    items = element.findall(f"*/{_tag('rdf:li')}")
    items.sort(key=lambda item: item.get(_LANGUAGE) not in (None, "x-default"))
    for item in items or [element]:
        yield item.get(_tag("rdf:resource")) or "".join(item.itertext()).strip()


def _tag(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def write(properties: dict[str, str]) -> bytes:
    """Return a packet with these properties, in order; those in `_KINDS` as it says, others as plain text."""
    described = "".join(_property(name, value) for name, value in properties.items())
    namespaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF{namespaces}>'
        f'<rdf:Description rdf:about="">{described}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


_IN_ANY_LANGUAGE = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
_LICENSOR = '<rdf:li rdf:parseType="Resource"><plus:LicensorURL>{}</plus:LicensorURL></rdf:li>'
_KINDS = {
    "dc:creator": "<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>",
    "dc:rights": _IN_ANY_LANGUAGE,
    "xmpRights:UsageTerms": _IN_ANY_LANGUAGE,
    "plus:Licensor": f"<rdf:Seq>{_LICENSOR}</rdf:Seq>",
}


def _property(name: str, value: str) -> str:
    content = _KINDS.get(name, "{}").format(escape(_NOT_IN_XML.sub("", value)))
    return f"<{name}>{content}</{name}>"
