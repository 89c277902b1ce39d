"""Everybody can read every kind of page: WCAG 2.2 AA as far as axe can tell, and no scrolling sideways at 320 px."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client

from press import page_cache
from tests import paper

AXE = "axe.run(document, {rules}).then((told) => told.violations.map(({{id, nodes}}) => [id, nodes[0].html]))"
ALL = AXE.format(rules='{resultTypes: ["violations"]}')
CONTRAST = AXE.format(rules='{resultTypes: ["violations"], runOnly: ["color-contrast", "link-in-text-block"]}')


@pytest.fixture
def addresses() -> list[str]:
    article = paper.fill()
    page_cache.invalidate()
    return list(
        paper.walk(
            Client(),
            article.path,
            paper.withdrawn(),
            "/nowhere/",
            "/search/?q=bridge",
            "/search/?q=bridge&language=en",
            *paper.by_letter(),
        )
    )


@pytest.fixture
def reader(browser, base_url):
    """Return a page into which axe may be put: the paper's own rules forbid scripts from elsewhere."""
    context = browser.new_context(base_url=base_url, bypass_csp=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_nobody_is_shut_out_by_day_or_night_on_a_phone_or_a_desk(reader, addresses):
    faults = []
    for address in addresses:
        reader.goto(address)
        reader.evaluate(AXE_SCRIPT)
        for width in (1280, 360):
            reader.set_viewport_size({"width": width, "height": 800})
            for scheme, rules in {"dark": CONTRAST, "light": ALL}.items():
                reader.emulate_media(color_scheme=scheme)
                faults += [(address, width, scheme, *fault) for fault in reader.evaluate(rules)]
        reader.set_viewport_size({"width": 320, "height": 800})
        if (wide := reader.evaluate("document.documentElement.scrollWidth")) > 320:
            faults.append((address, f"{wide} pixels wide at 320"))
    assert faults == []
