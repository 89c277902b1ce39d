"""What `manage.py check` says of settings that are right by themselves and cannot work together."""

from ipaddress import ip_network

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.test import RequestFactory

SOMEBODY = "192.0.2.1"  # An address that RFC 5737 keeps for examples.


@register(Tags.security)
def wrong_passwords_count_for_their_sender(**kwargs: object) -> list[CheckMessage]:
    """Ask the lock-out for whom it counts what each trusted proxy hands on."""
    blamed = [proxy for proxy in settings.TRUSTED_PROXIES if _counted(proxy) != SOMEBODY]
    message = f"Wrong passwords are counted for the proxy {', '.join(blamed)}, so a stranger can lock everybody out."
    return [Error(message, hint="See AXES_CLIENT_IP_CALLABLE.", id="newsroom.E001")] if blamed else []


@register(Tags.security, deploy=True)
def proxies_are_named(**kwargs: object) -> list[CheckMessage]:
    """With https there is a proxy, for we speak http only; unnamed, it is taken for the sender of everything."""
    if not settings.HTTPS or settings.TRUSTED_PROXIES:
        return []
    message = "The proxy in front is not named, so everybody behind it counts as one sender."
    return [Warning(message, hint="As in NEWSROOM_TRUSTED_PROXIES=127.0.0.1.", id="newsroom.W001")]


def _counted(proxy: str) -> str | None:
    address = str(ip_network(proxy, strict=False)[0])
    try:
        return get_client_ip_address(RequestFactory().get("/", REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=SOMEBODY))
    except (ImportError, TypeError):
        return None
