"""Who tries too many passwords is locked out; whose name was tried is not."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core.checks import run_checks

from press import rate_limit
from tests import make

pytestmark = pytest.mark.django_db

DOOR = "/admin/login/"
NGINX, EDITOR, STRANGER = "127.0.0.1", "198.51.100.1", "203.0.113.7"
NOON = datetime(2026, 7, 6, 12, 0, tzinfo=UTC)
IN, OUT, LOCKED = 302, 200, 429


@pytest.fixture
def knock(client, settings):
    """Return a function that tries a password at the desk's door, and gives the status of the answer.

    `chain` is what X-Forwarded-For says; the request comes from the last address that was not put there.
    """
    settings.TRUSTED_PROXIES = [NGINX]
    make.user("olena")

    def knock(chain: str, password: str = "wrong", *, remote: str = NGINX) -> int:
        client.logout()
        fields = {"username": "olena", "password": password}
        return client.post(DOOR, fields, REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=chain).status_code

    return knock


def eight_times(knock, *chains: str, **more) -> list[int]:
    return [knock(chains[number % len(chains)], **more) for number in range(8)]


def test_eight_wrong_passwords_lock_the_stranger_out_and_not_the_editor(knock):
    assert eight_times(knock, STRANGER) == [OUT] * 7 + [LOCKED]
    assert knock(STRANGER, "correct horse") == LOCKED
    assert knock(EDITOR, "correct horse") == IN


def test_an_editor_who_mistypes_is_let_in_and_begins_anew(knock):
    for _day in range(3):
        assert [knock(EDITOR) for _slip in range(5)] == [OUT] * 5
        assert knock(EDITOR, "correct horse") == IN


def test_further_tries_do_not_keep_the_door_shut(knock):
    with time_machine.travel(NOON, tick=False) as clock:
        eight_times(knock, STRANGER)
        for _minute in range(14):
            clock.shift(timedelta(minutes=1))
            assert knock(STRANGER) == LOCKED
        clock.shift(timedelta(minutes=1, seconds=1))
        assert knock(STRANGER, "correct horse") == IN


def test_what_a_stranger_says_of_his_address_changes_nothing(knock):
    assert eight_times(knock, *(f"{EDITOR}, 192.0.2.{number}, {STRANGER}" for number in range(8)))[-1] == LOCKED
    assert knock(f"{EDITOR}, {STRANGER}", "correct horse") == LOCKED
    assert knock(EDITOR, "correct horse") == IN


def test_who_comes_past_the_proxy_is_believed_nothing(knock):
    assert eight_times(knock, *(f"192.0.2.{number}" for number in range(8)), remote=STRANGER)[-1] == LOCKED
    assert knock(EDITOR, "correct horse", remote=STRANGER) == LOCKED
    assert knock(EDITOR, "correct horse") == IN


def test_several_proxies_are_looked_through(knock, settings):
    settings.TRUSTED_PROXIES = [NGINX, "10.0.0.0/8"]
    assert eight_times(knock, f"{STRANGER}, 10.0.0.2", f"{EDITOR}, {STRANGER}, 10.1.2.3")[-1] == LOCKED
    assert knock(f"{EDITOR}, 10.0.0.2", "correct horse") == IN


def test_all_addresses_of_one_household_of_ipv6_count_as_one(knock):
    assert eight_times(knock, *(f"2001:db8:1:2::{number}" for number in range(8)))[-1] == LOCKED
    assert knock("2001:db8:1:2:ffff::9", "correct horse") == LOCKED
    assert knock("2001:db8:1:3::1", "correct horse") == IN


@pytest.mark.parametrize("chain", ["", "unknown", "<script>", "\x00", "9" * 5000, "fe80::1%eth0", "1.2.3.4:99999999"])
def test_a_broken_chain_is_an_answer_all_the_same(knock, chain):
    assert eight_times(knock, chain)[-1] == LOCKED
    assert knock(EDITOR, "correct horse") == IN


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ("203.0.113.7:4711", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("[::ffff:203.0.113.7]:4711", "203.0.113.7"),
        ("[2001:db8:1:2::9]:4711", "2001:db8:1:2::"),
        ("2001:DB8:1:2:0:0:0:9", "2001:db8:1:2::"),
        ("nobody", None),
    ],
)
def test_an_address_counts_as_itself_however_it_is_written(rf, settings, given, counted):
    settings.TRUSTED_PROXIES = [NGINX]
    assert rate_limit.counted_address(rf.get("/", REMOTE_ADDR=NGINX, HTTP_X_FORWARDED_FOR=given)) == counted


def test_the_desk_is_told_whence_the_tries_came(knock):
    knock(STRANGER)
    assert AccessAttempt.objects.get().ip_address == STRANGER


# --- Settings that cannot work --------------------------------------------------------------------------------------


def ids(**options) -> set[str]:
    return {message.id for message in run_checks(tags=["security"], **options)}


def test_an_https_paper_whose_proxy_is_not_named_is_warned_of(settings):
    settings.HTTPS, settings.TRUSTED_PROXIES = True, []
    assert "newsroom.W001" in ids(include_deployment_checks=True)
    settings.TRUSTED_PROXIES = ["127.0.0.1", "10.0.0.0/8", "::1", "2001:db8::/32"]
    assert not {"newsroom.W001", "newsroom.E001"} & ids(include_deployment_checks=True)


@pytest.mark.parametrize("wrong", [None, "press.rate_limit.no_such_function"])
def test_a_lock_out_that_counts_the_proxy_is_an_error(settings, wrong):
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    settings.AXES_CLIENT_IP_CALLABLE = wrong
    assert "newsroom.E001" in ids()
