"""As much of an SMTP server (RFC 5321) as it takes to receive a letter on the loopback."""

import socketserver
import threading


class Post:
    """A server that keeps what it `received`, as (sender, recipients, content); `address` is host and port."""

    def __init__(self):
        self.received: list[tuple[str, list[str], bytes]] = []
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session)
        self._server.daemon_threads = True
        self._server.received = self.received

    @property
    def address(self) -> tuple[str, int]:
        return self._server.server_address

    def __enter__(self) -> "Post":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *error) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        sender, recipients = "", []
        self._say("220 localhost")
        while line := self.rfile.readline().decode("latin-1").strip():
            word = line.upper()
            if word.startswith("QUIT"):
                return self._say("221 bye")
            if word.startswith("DATA"):
                self._say("354 go on")
                self.server.received.append((sender, recipients, self._content()))
                sender, recipients = "", []
            elif word.startswith("MAIL FROM:"):
                sender = _address(line)
            elif word.startswith("RCPT TO:"):
                recipients.append(_address(line))
            self._say("250 ok")
        return None

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _content(self) -> bytes:
        """Return what comes until a line with a dot alone; a dot that begins another line came doubled."""
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)


def _address(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]
