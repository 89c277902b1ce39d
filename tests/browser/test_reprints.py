"""From a request to the letter about a correction, in a real browser and over a real SMTP server."""

import re
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import expect

import articles.actions
from licensing.models import Grant
from tests import make
from tests.smtp import Post

WAS, NOW = "The bridge cost 40 million.", "The bridge cost 44 million."


@pytest.fixture
def post(settings):
    """An SMTP server on the loopback to which the background jobs deliver."""
    with Post() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.address
        yield server


@pytest.fixture
def article(page):
    make.publication(name="The Landing", reprints_email="reprints@landing.example")
    terms = make.license("Extracts", max_extract=500)
    return make.live(headline="Bridge reopens", body=f"<p>{WAS}</p>\n<p>It is open.</p>", license=terms)


def test_from_a_request_to_the_letter_about_a_correction(page, browser, base_url, article, sign_in, post, run_jobs):
    page.goto(f"/licensing/request/?article={article.pk}")
    page.get_by_label("Your name").fill("Petro Outlet")
    page.get_by_label("Your e-mail").fill("petro@outlet.example")
    page.locator("[name=outlet]").fill("The Outlet")
    page.get_by_label("Where will it appear?").fill("https://outlet.example/")
    page.get_by_label("What for?").fill("For our Sunday issue.")
    page.wait_for_timeout(2100)  # What is sent within two seconds was written by a program.
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It has arrived. Somebody will answer you.")

    desk = browser.new_context(base_url=base_url)
    sign_in(make.user("pub", group="Publishers", first_name="Paula"), desk)
    inbox = desk.new_page()
    inbox.goto("/admin/licensing/reprintrequest/")
    inbox.get_by_role("link", name="The Outlet").click()
    inbox.get_by_label("Words to the outlet").fill("With pleasure.")
    inbox.get_by_role("button", name="Grant").click()
    expect(inbox.locator(".messagelist")).to_contain_text("Granted as")
    desk.close()

    run_jobs()
    granted = _letter(post, "You may print")
    assert (granted["To"], granted["Reply-To"]) == ("petro@outlet.example", "reprints@landing.example")
    address = re.search(r"/licensing/grant/\S+", granted.get_content())[0]
    page.goto(address)
    expect(page.get_by_label("For print, messages and simple systems.")).to_have_value(re.compile(re.escape(WAS)))
    page.get_by_role("button", name="I have taken the text").click()
    expect(page.get_by_text("You took it")).to_be_visible()

    article.refresh_from_db()
    article.body = article.body.replace(WAS, NOW)
    articles.actions.save_working_copy(article, by=None)
    articles.actions.publish(article, by=None, kind="correction", reason="It cost 44 million.")
    run_jobs()
    letter = _letter(post, "Changed:")
    assert letter["To"] == "petro@outlet.example"
    assert all(words in letter.get_content() for words in (f"− {WAS}", f"+ {NOW}", "It cost 44 million.", address))
    page.goto(address)
    expect(page.get_by_role("heading", name="Changed since you took it")).to_be_visible()
    expect(page.locator("del")).to_have_text("40")
    page.get_by_role("button", name="I have made these changes").click()
    expect(page.get_by_role("heading", name="Changed since you took it")).to_have_count(0)


def test_a_permission_prints_to_one_page(page, article):
    grant = Grant.objects.create(
        article=article,
        revision=article.revisions.get(),
        outlet="The Outlet of a Long Name, Incorporated, and Its Eleven Regional Editions",
        name="Petro Outlet",
        languages="Polish, Slovak, Czech and German",
        fee="€ 120, half of it for the photographer",
        conditions="Only in print.\n" * 6,
        live_from=article.first_published_at,
    )
    page.goto(f"{grant.get_absolute_url()}letter/")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert b"/MediaBox [0 0 594.95996 841.91998]" in printed or re.search(rb"/MediaBox \[0 0 59[45]\S* 84[12]", printed)


def _letter(post, subject):
    found = [message_from_bytes(content, policy=policy.default) for _sender, _to, content in post.received]
    return next(letter for letter in found if letter["Subject"].startswith(subject))
