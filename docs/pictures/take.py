"""Takes the pictures of the README from a running demo paper: `python -m docs.pictures.take ADDRESS PASSWORD`."""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests import chromium

HERE = Path(__file__).parent
SIZE = {"width": 1280, "height": 960}


def article(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Line 3 crosses").first.click()
    page.locator("figure img").first.evaluate("image => image.decode()")
    page.screenshot(path=HERE / "article.jpg", type="jpeg", quality=82)


def desk(page: Page, address: str, password: str) -> None:
    page.goto(f"{address}/admin/")
    page.locator("[name=username]").fill("editor")
    page.locator("[name=password]").fill(password)
    page.locator("[type=submit]").first.click()
    page.goto(f"{address}/admin/articles/article/")
    page.get_by_role("link", name="Line 3 crosses").first.click()
    page.locator(".cke_wysiwyg_frame").wait_for()
    page.screenshot(path=HERE / "desk.jpg", type="jpeg", quality=88)


def main(address: str, password: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        page = browser.new_page(viewport=SIZE)
        article(page, address)
        desk(page, address, password)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2])
