"""Working at the desk as a person does: a hand that counts its clicks and the pages that it had to wait for."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

EDITING = "iframe.cke_wysiwyg_frame"
expect.set_options(timeout=20_000)


def text_of(page: Page) -> Locator:
    """Return the text of the article that is open, where it is written."""
    return page.frame_locator(EDITING).locator("body")


def ready(page: Page) -> None:
    """Wait until the article that is open can be written in."""
    text_of(page).wait_for()


def focused(page: Page) -> None:
    """Wait until the field that a page begins with has the focus: what is typed before is lost."""
    expect(page.locator(":is(input, textarea):focus")).to_be_attached()


def saved(page: Page) -> None:
    """Wait until the page says that what is typed is kept."""
    expect(page.locator(".bar-saved")).to_have_text(re.compile(r"^\s*Saved"))


def said(page: Page, words: str) -> None:
    expect(page.locator("[data-said]")).to_contain_text(words)


def shown_buttons(page: Page) -> list[str]:
    return [button.inner_text() for button in page.locator(".bar-buttons button:visible").all()]


@dataclass
class Hand:
    """A hand on mouse and keyboard. Keys are free; a choice in a drop-down list counts as one click."""

    page: Page
    clicks: int = 0
    loads: int = 0

    def __post_init__(self):
        self.page.on("domcontentloaded", self._loaded)

    def _loaded(self, page: Page) -> None:
        self.loads += 1

    def start(self) -> None:
        """Come to the start page, from where every task is counted."""
        self.page.goto("/admin/")
        if self.page.locator("[autofocus]").count():
            focused(self.page)
        self.clicks = self.loads = 0

    def click(self, target: Locator, **how) -> None:
        target.click(**how)
        self.clicks += 1

    def press(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def follow(self, name: str) -> None:
        self.click(self.page.get_by_role("link", name=name, exact=True).first)

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=option)
        self.clicks += 1

    def upload(self, target: Locator, path) -> None:
        """Press a button that asks for a file, and give it one."""
        with self.page.expect_file_chooser() as chooser:
            self.click(target)
        chooser.value.set_files(path)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def key(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)
