"""Licenses: records of terms, which stay what they were for whatever was published under them."""

import pytest
from django.urls import reverse

from articles import actions
from articles.actions import licenses
from articles.models import License
from tests import make

pytestmark = pytest.mark.django_db

RESERVED = "all-rights-reserved"
PRESETS = {
    RESERVED: (500, True, False, False, False, False, False),
    "cc-by-4-0": (None, True, True, True, True, True, True),
    "cc-by-sa-4-0": (None, True, True, True, True, True, True),
    "cc-by-nd-4-0": (None, True, True, True, False, True, False),
    "cc-by-nc-nd-4-0": (None, True, True, False, False, True, False),
    "cc0-1-0": (None, False, True, True, True, True, True),
    "agency-picture": (0, True, False, False, False, False, False),
}
TERMS = ("max_extract", "link_required", "may_republish", "may_sell", "may_change", "may_mine", "may_train")


def page(license):
    return reverse("admin:articles_license_change", args=[license.pk])


def form(license, **changed):
    names = (*TERMS, "name", "slug", "notice", "url", "terms", "attribution")
    said = {name: getattr(license, name) for name in names} | changed
    return {name: "on" if value is True else value for name, value in said.items() if value not in (None, False)}


@pytest.fixture
def desk(client):
    client.force_login(make.user(group="Publishers"))
    return client


@pytest.fixture
def reserved():
    return License.objects.get(slug=RESERVED)


@pytest.mark.parametrize("slug", PRESETS)
def test_presets_are_there_from_the_start(slug):
    license = License.objects.get(slug=slug)
    assert tuple(getattr(license, name) for name in TERMS) == PRESETS[slug]
    assert license.url or license.terms
    assert license.is_default == (slug == RESERVED)


class TestThePast:
    def test_changing_the_default_changes_no_revision_of_before(self, reserved):
        article = make.live()
        licenses.make_default(make.license("CC BY 4.0"))
        assert article.revisions.get().license == reserved
        assert make.live(headline="Later").revisions.get().license.name == "CC BY 4.0"
        assert License.objects.filter(is_default=True).count() == 1

    def test_terms_that_were_used_cannot_be_changed_at_the_desk(self, desk, reserved):
        make.live()
        answer = desk.post(page(reserved), form(reserved, max_extract=9000, may_republish=True, notice="Ask us."))
        assert answer.status_code == 302
        reserved.refresh_from_db()
        assert (reserved.max_extract, reserved.may_republish, reserved.notice) == (500, False, "Ask us.")

    def test_terms_that_a_picture_has_count_as_used(self, reserved):
        make.image(license=reserved)
        assert licenses.in_use(reserved)

    def test_unused_terms_can_be_changed(self, desk):
        license = make.license("House rules", max_extract=100)
        desk.post(page(license), form(license, max_extract=200))
        license.refresh_from_db()
        assert license.max_extract == 200

    def test_changed_terms_are_a_license_of_their_own(self, desk, reserved):
        article = make.live()
        address = f"{reverse('admin:articles_license_add')}?replaces={reserved.pk}"
        assert b'value="500"' in desk.get(address).content
        said = form(reserved, name="All rights reserved (2027)", slug="reserved-2027", max_extract=300)
        assert desk.post(address, said).status_code == 302
        new = License.objects.default()
        reserved.refresh_from_db()
        assert (new.slug, new.max_extract, reserved.replaced_by, reserved.max_extract) == (
            "reserved-2027",
            300,
            new,
            500,
        )
        assert article.revisions.get().license == reserved
        assert make.live(headline="Later").revisions.get().license == new
        assert reserved not in License.objects.offered()
        assert reserved in License.objects.offered(reserved.pk)

    def test_an_article_that_was_given_old_terms_can_still_be_saved_with_them(self, reserved):
        article = make.article(license=reserved)
        licenses.replace(reserved, by=make.license("House rules"))
        actions.publish(article, by=None)
        assert article.revisions.get().license == reserved


class TestDesk:
    def test_says_in_words_what_a_license_means(self, desk, reserved):
        said = desk.get(page(reserved)).content.decode()
        assert "Up to 500 characters may be quoted without asking." in said
        assert "Text and data mining and the training of AI are reserved." in said

    def test_a_button_makes_it_the_default(self, desk):
        license = License.objects.get(slug="cc-by-4-0")
        address = reverse("admin:articles_license_default", args=[license.pk])
        assert desk.get(address).status_code == 405
        assert desk.post(address).status_code == 302
        assert License.objects.default() == license

    def test_only_those_who_keep_the_house_do(self, client, reserved):
        client.force_login(make.user(group="Reporters"))
        assert client.post(reverse("admin:articles_license_default", args=[reserved.pk])).status_code == 403

    def test_what_was_replaced_cannot_be_the_default(self, desk, reserved):
        new = make.license("House rules")
        licenses.replace(reserved, by=new)
        answer = desk.post(reverse("admin:articles_license_default", args=[reserved.pk]), follow=True)
        assert "was replaced by another" in answer.content.decode()
        assert License.objects.default() == new

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"attribution": "By {author}, {link}"}, "“{author}” cannot be filled in"),
            ({"max_extract": "-1"}, "greater than or equal to 0"),
            ({"max_extract": "99999999999999999999"}, "less than or equal to"),
            ({"may_republish": True, "max_extract": 500}, "leave the limit empty"),
            ({"slug": "Not a slug"}, "slug"),
        ],
    )
    def test_a_mistake_gets_a_sentence(self, desk, changed, sentence):
        license = make.license("House rules")
        answer = desk.post(page(license), form(license, **changed))
        assert answer.status_code == 200
        assert sentence in answer.content.decode()

    def test_a_forged_predecessor_is_none(self, desk):
        for number in ("0", "-1", "x", "9" * 30, "%00"):
            assert desk.get(f"{reverse('admin:articles_license_add')}?replaces={number}").status_code == 200
