"""The desk in a real browser: the way in, and no page that complains."""

from tests import make


def test_a_wrong_password_is_refused_and_the_right_one_opens_the_desk(page, complaints):
    make.user("olha", group="Editors")
    page.goto("/admin/")
    page.get_by_label("Username").fill("olha")
    page.get_by_label("Password").fill("wrong horse")
    page.get_by_role("button", name="Log in").click()
    assert "Please enter the correct" in page.inner_text("body")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Log in").click()
    page.locator("form[action='/admin/logout/']").wait_for(state="attached")
    assert not complaints


def test_who_is_signed_in_needs_no_password(page, sign_in, complaints):
    sign_in(make.user("olha", group="Editors"))
    page.goto("/admin/")
    assert "Log in" not in page.inner_text("body")
    assert not complaints
