"""A real server, a real Chromium: the test, the server and the background jobs share one database and data folder.

The server runs without a worker: a test says when jobs are done, with `run_jobs()`.
"""

import os
import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from press import page_cache
from tests import chromium
from tests.processes import free_port, manage, wait_until, wait_until_idle

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the thread of the test.
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    program = chromium.find()
    return browser_type_launch_args | {"args": chromium.ARGUMENTS} | ({"executable_path": program} if program else {})


@pytest.fixture(scope="session")
def port() -> int:
    return free_port()


@pytest.fixture(scope="session")
def server(port, django_db_setup):
    """Run the server for as long as the tests do."""
    with manage("run", "--no-worker", PORT=str(port), NEWSROOM_DEMO="0") as process:
        wait_until(lambda: process.poll() is not None or _answers(port), seconds=180)
        assert process.poll() is None, "The server did not start."
        yield process


@pytest.fixture(scope="session")
def base_url(server, port) -> str:
    """Return where the server is; addresses such as `page.goto("/")` are on it."""
    return f"http://localhost:{port}"


def _answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(autouse=True)
def fresh_paper(base_url, transactional_db):
    """Begin with no page in store, and with the tables as migrating leaves them.

    Content types and groups keep their numbers, which the server has learnt by heart.
    """
    page_cache.invalidate()
    yield
    connection.close()


@pytest.fixture(autouse=True)
def stillness(fresh_paper, server, base_url, context):
    """Leave all pages, which save what they hold, and let the server finish before the tables are emptied under it.

    What a page sends while it goes is on its way before the next page is asked for.
    """
    yield
    context.set_offline(False)
    for page in context.pages:
        page.goto("about:blank")
    for page in context.pages[:1]:
        page.goto(f"{base_url}/healthz")
    wait_until_idle(server)


@pytest.fixture
def sign_in(context, client, base_url):
    """Return a function that makes `context` (or another one) the browser of a member of staff."""

    def enter(user, browser=context) -> None:
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        browser.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}])

    return enter


@pytest.fixture
def complaints(context):
    """Return the list, growing, of what pages of this context complain about: scripts' errors, refused loads."""
    found: list[str] = []

    def listen(page) -> None:
        page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
        page.on("console", lambda line: found.append(f"{page.url}: {line.text}") if line.type == "error" else None)

    context.on("page", listen)
    for page in context.pages:
        listen(page)
    return found
