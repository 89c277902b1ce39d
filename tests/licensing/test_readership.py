"""The counter in republish kits: figures by site that nobody can blow up, and nothing of a reader."""

import pytest
from django.urls import reverse

from articles import actions
from articles.models import License
from licensing import readership
from licensing.models import ReadElsewhere
from press.models import Tally
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.KIT_COUNTER = True


@pytest.fixture
def article():
    return make.live(license=License.objects.get(slug="cc-by-4-0"))


def read(client, article, site="https://reprints.example/page/", sender="203.0.113.7"):
    address = reverse("read-elsewhere", args=[article.pk])
    return client.get(address, headers={"referer": site} if site else {}, REMOTE_ADDR=sender)


def rows():
    return dict(ReadElsewhere.objects.values_list("host", "count"))


def test_each_reading_counts_for_its_site(client, article):
    for number in range(3):
        read(client, article, sender=f"203.0.113.{number}")
    read(client, article, "https://Other.example:8443/x?y#z")
    assert rows() == {"reprints.example": 3, "other.example": 1}


def test_it_answers_a_pixel_without_a_cookie_and_is_never_kept(client, article):
    answer = read(client, article)
    assert answer.content.startswith(b"GIF89a") and answer.headers["Content-Type"] == "image/gif"
    assert not answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]


NO_SITES = (
    "",
    "x",
    "javascript:alert(1)",
    "https://[",
    "https://localhost.",
    "https://10.0.0.1/",
    "https://a..example/",
)


@pytest.mark.parametrize(
    "site", [*NO_SITES, f"https://{'a' * 300}.example/", "https://<b>.example/", "https://\x00.example/"]
)
def test_what_names_no_site_counts_for_none(client, article, site):
    assert read(client, article, site).status_code == 200
    assert set(rows()) <= {""}


def test_our_own_pages_do_not_count(client, article):
    read(client, article, "http://localhost:8000/licensing/")
    assert rows() == {}


def test_one_network_adds_few(client, article):
    for _time in range(readership.A_NETWORK_AN_HOUR + 5):
        read(client, article)
    assert rows() == {"reprints.example": readership.A_NETWORK_AN_HOUR}


def test_rows_and_tallies_have_an_end(client, article, monkeypatch):
    monkeypatch.setattr(readership, "HOSTS", 3)
    monkeypatch.setattr(readership, "ALL_AN_HOUR", 6)
    for number in range(9):
        read(client, article, f"https://site{number}.example/", sender=f"203.0.113.{number}")
    assert rows() == {"site0.example": 1, "site1.example": 1, "site2.example": 1, "": 3}
    assert Tally.objects.count() == 7


def test_only_what_readers_can_read_counts(client, article):
    actions.withdraw(article, by=None, note="Gone.")
    assert read(client, article).status_code == 200
    assert client.get("/licensing/read/999999999999999999.gif").status_code == 200
    assert client.get("/licensing/read/0.gif").status_code == 404
    assert rows() == {}


def test_switched_off_the_kit_has_no_counter_and_nothing_is_counted(client, article, settings):
    kit = f"/licensing/republish{article.path}kit."
    pixel = f"/licensing/read/{article.pk}.gif"
    assert pixel in client.get(f"{kit}html").content.decode()
    assert pixel not in client.get(f"{kit}md").content.decode()
    settings.KIT_COUNTER = False
    read(client, article)
    assert pixel not in client.get(f"{kit}html").content.decode()
    assert rows() == {}


def test_the_desk_shows_the_figures_and_lets_forged_ones_be_deleted(client, article):
    read(client, article)
    client.force_login(make.user(group="Publishers"))
    page = client.get(reverse("admin:licensing_readelsewhere_changelist")).content.decode()
    assert "reprints.example" in page and "River bridge reopens" in page
    chosen = {"action": "delete_selected", "_selected_action": ReadElsewhere.objects.get().pk, "post": "yes"}
    client.post(reverse("admin:licensing_readelsewhere_changelist"), chosen)
    assert rows() == {}
