"""What becomes of templates on their way to a browser."""

import pytest
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db
CODE = "<pre>if it rains:\n    take a coat</pre>"


def test_pages_come_without_the_indentation_of_their_templates(client):
    article = make.live(body="<p>It rains.</p>")
    for address in ("/", article.path):
        page = client.get(address).content.decode()
        assert page.count("\n") > 50
        assert "\n  " not in page


def test_what_is_printed_into_a_page_keeps_its_spaces(client):
    article = make.live(body=CODE)
    assert CODE in client.get(article.path).content.decode()


def test_files_for_machines_keep_theirs(client):
    make.live()
    assert "\n  <loc>http" in client.get(reverse("sitemap-news")).content.decode()
