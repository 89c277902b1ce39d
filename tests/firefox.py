"""Firefox as distributions have it, by the protocol it speaks itself: Playwright drives only a build of its own."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.processes import free_port, wait_until

CONTROL, ENTER = "\ue009", "\ue007"
QUIET = {
    "app.update.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}


def find() -> str | None:
    return os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


@contextmanager
def running() -> Iterator["Firefox"]:
    """Start a Firefox without a window and with a profile of its own; end it afterwards."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="newsroom-firefox-", ignore_cleanup_errors=True) as home:
        settings = {**QUIET, "marionette.port": port}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items()]
        (Path(home) / "user.js").write_text("".join(lines))
        process = subprocess.Popen(
            [find(), "--headless", "--marionette", "--no-remote", "--profile", home],
            env=os.environ | {"HOME": home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield Firefox(wait_until(lambda: _connected(port)))
        finally:
            process.terminate()
            process.wait(20)


def _connected(port):
    with suppress(OSError):
        return socket.create_connection(("127.0.0.1", port), timeout=60)


class Firefox:
    """One window. Messages are JSON, their length in front: [0, number, command, what] and [1, number, error, what]."""

    def __init__(self, connection: socket.socket):
        self._connection, self._received, self._number = connection, b"", 0
        self._receive()  # It says hello.
        self.do("NewSession")

    def do(self, command: str, **what):
        """Carry out a command of WebDriver; return what it answers.

        :raises RuntimeError: it cannot; the message says why.
        """
        self._number += 1
        message = json.dumps([0, self._number, f"WebDriver:{command}", what]).encode()
        self._connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self._receive()
        if error:
            raise RuntimeError(error["message"])
        return answer.get("value", answer)

    def goto(self, address: str) -> None:
        self.do("Navigate", url=address)

    def run(self, script: str, *arguments):
        """Return what a script of the page returns."""
        return self.do("ExecuteScript", script=script, args=list(arguments))

    def chord(self, *keys: str) -> None:
        """Press keys together."""
        down = [{"type": "keyDown", "value": key} for key in keys]
        up = [{"type": "keyUp", "value": key} for key in reversed(keys)]
        self.do("PerformActions", actions=[{"type": "key", "id": "keys", "actions": down + up}])

    def type(self, selector: str, words: str) -> None:
        self.do("ElementSendKeys", id=self._one(selector), text=words)

    def click(self, selector: str) -> None:
        self.do("ElementClick", id=self._one(selector))

    def text(self, selector: str) -> str:
        """Return the words people see there, "" where there is nothing."""
        return self.run("return document.querySelector(arguments[0])?.innerText ?? ''", selector)

    def _one(self, selector):
        return next(iter(self.do("FindElement", using="css selector", value=selector).values()))

    def _receive(self):
        while b":" not in self._received:
            self._received += self._connection.recv(65536)
        size, _, rest = self._received.partition(b":")
        while len(rest) < int(size):
            rest += self._connection.recv(65536)
        self._received = rest[int(size) :]
        return json.loads(rest[: int(size)])
