"""What programs are told of the terms of a work, each in its own language; all of it is said from one license.

A work without a license is reserved whole. Where only a part of mining is allowed, TDMRep, which knows nothing between
all and nothing, says that it is reserved, and its policy says the rest in words.
"""

from django.conf import settings
from django.http import HttpResponse

from articles.models import License
from articles.rights import license_terms

_PLUS = "http://ns.useplus.org/ldf/vocab/"  # https://iptc.org/std/photometadata/specification, “Data Mining”.


def may_mine(license: License | None) -> bool:
    return license is not None and license.may_mine


def may_train(license: License | None) -> bool:
    return license is not None and license.may_train


def headers(license: License | None) -> dict[str, str]:
    """Return the headers of a page with a work on it: TDMRep, and AIPREF where the paper sends that."""
    said = {name: str(value) for name, value in reservation(license).items()}
    return said | ({"Content-Usage": preference(license)} if settings.AIPREF else {})


def declare(response: HttpResponse, license: License | None) -> None:
    """Put the headers of a work on the answer that carries it."""
    for name, value in headers(license).items():
        response.headers[name] = value


def reservation(license: License | None) -> dict[str, int | str]:
    """Return what TDMRep says of a work: https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/."""
    if may_mine(license) and may_train(license):
        return {"tdm-reservation": 0}
    return {"tdm-reservation": 1, "tdm-policy": license_terms.usage_address(license)}


def preference(license: License | None) -> str:
    """Return what the IETF's draft of AI preferences says of a work."""
    return f"train-ai={'y' if may_train(license) else 'n'}"


def data_mining(license: License | None) -> str:
    """Return the term of PLUS for what may be mined, as picture files carry it; "" where nobody has said anything."""
    if license is None:
        return ""
    if not license.may_mine:
        return f"{_PLUS}DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"
    return f"{_PLUS}DMI-ALLOWED" if license.may_train else f"{_PLUS}DMI-PROHIBITED-AIMLTRAINING"


def linked_data(license: License | None, *, ask_at: str) -> dict:
    """Return what schema.org's CreativeWork says of its terms; `ask_at` is where more may be asked for."""
    if license is None:
        return {"usageInfo": license_terms.usage_address(None), "acquireLicensePage": ask_at}
    return {
        "license": license_terms.terms_address(license),
        "usageInfo": license_terms.usage_address(license),
        "acquireLicensePage": ask_at,
    }
