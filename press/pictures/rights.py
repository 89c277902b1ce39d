"""Whose a picture is, written into every copy of it that leaves the house."""

from dataclasses import astuple, dataclass
from hashlib import sha256

from . import xmp

MAX_LENGTH = 1000  # Characters of one field; a JPEG has room for 64 KB of XMP.
AI_GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


@dataclass(frozen=True)
class Rights:
    """What a rendition says of its rights; empty fields are left out.

    `web_statement` is the address of the license, `licensor_url` the one where a license may be got: search engines
    show both. `data_mining` is a term of PLUS. `ai_generated` keeps the mark that the law asks of pictures made by a
    machine.
    """

    creator: str = ""
    credit: str = ""
    copyright_notice: str = ""
    web_statement: str = ""
    usage_terms: str = ""
    licensor_url: str = ""
    data_mining: str = ""
    ai_generated: bool = False

    @property
    def digest(self) -> str:
        """Eight characters that change when any of this does."""
        return sha256(repr(astuple(self)).encode()).hexdigest()[:8]

    def xmp(self) -> bytes:
        """Return this as an XMP packet, b"" if there is nothing to say."""
        said = {name: value[:MAX_LENGTH] for name, value in self._properties().items() if value}
        return xmp.write(said) if said else b""

    def _properties(self) -> dict[str, str]:
        return {
            "dc:creator": self.creator,
            "dc:rights": self.copyright_notice,
            "photoshop:Credit": self.credit,
            "xmpRights:Marked": "True" if self.copyright_notice else "",
            "xmpRights:UsageTerms": self.usage_terms,
            "xmpRights:WebStatement": self.web_statement,
            "plus:Licensor": self.licensor_url,
            "plus:DataMining": self.data_mining,
            "Iptc4xmpExt:DigitalSourceType": AI_GENERATED if self.ai_generated else "",
        }
