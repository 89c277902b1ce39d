"""A setting that is wrong stops the start with a sentence that names it."""

import runpy
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

SETTINGS = Path(__file__).parents[2] / "newsroom" / "settings.py"


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Return a function that reads the settings from an environment with these in it."""
    for name in ("DATABASE_URL", "EMAIL_URL"):
        monkeypatch.delenv(name, raising=False)

    def read(**environment: str) -> dict:
        for name, value in ({"NEWSROOM_DATA": str(tmp_path)} | environment).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "٣"),
        ("PORT", "65536"),
        ("PORT", "9" * 5000),
        ("NEWSROOM_PROCESSES", "0"),
        ("NEWSROOM_REPORT_DATA_DAYS", "999999"),
        ("NEWSROOM_URL", "paper.example"),
        ("NEWSROOM_URL", "https://paper.example/news"),
        ("NEWSROOM_URL", "https://paper.example?news"),
        ("NEWSROOM_URL", "https://paper.example:port"),
        ("NEWSROOM_URL", "https://[::1"),
        ("NEWSROOM_DEBUG", "yes"),
        ("NEWSROOM_TRUSTED_PROXIES", "127.0.0.1, localhost"),
        ("NEWSROOM_LANGUAGE", "xx"),
        ("NEWSROOM_LOG_LEVEL", "loud"),
        ("NEWSROOM_WEBSUB_HUB", "hub.example"),
        ("DATABASE_URL", "newsroom"),
        ("DATABASE_URL", "mysql://paper@localhost/paper"),
        ("DATABASE_URL", "postgres://paper@localhost:port/paper"),
        ("EMAIL_URL", "mail.example"),
        ("EMAIL_URL", "smtp://mail.example:port"),
    ],
)
@pytest.mark.filterwarnings("ignore:Engine not recognized")
def test_a_wrong_value_is_named(read, name, value):
    with pytest.raises(ImproperlyConfigured, match=f"^{name} must "):
        read(**{name: value})


def test_the_sentence_keeps_a_password_to_itself(read):
    for name, value in {"DATABASE_URL": "mysql://u:hunter2@h/n", "EMAIL_URL": "post://u:hunter2@h"}.items():
        with pytest.raises(ImproperlyConfigured) as refusal:
            read(**{name: value})
        assert "hunter2" not in str(refusal.value)


def test_an_address_that_is_empty_is_none(read):
    found = read(DATABASE_URL="", EMAIL_URL="")
    assert found["DATABASES"]["default"]["ENGINE"].endswith("sqlite3")
    assert found["EMAIL_BACKEND"].endswith("filebased.EmailBackend")


def test_a_mail_server_that_says_nothing_holds_up_no_job(read):
    found = read(EMAIL_URL="smtp+tls://paper:secret@mail.example:587")
    assert (found["EMAIL_HOST"], found["EMAIL_USE_TLS"], found["EMAIL_TIMEOUT"]) == ("mail.example", True, 30)
