"""A mail server that takes everything and delivers nothing."""

from __future__ import annotations

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import ClassVar

READY, DONE, GO_ON, BYE = b"220 ready\r\n", b"250 ok\r\n", b"354 go on\r\n", b"221 bye\r\n"
RECIPIENT = b"RCPT TO:"
SECONDS_TO_STOP = 0.05


class _Conversation(socketserver.StreamRequestHandler):
    recipients: ClassVar[list[str]]

    def handle(self) -> None:
        """Answers until the other side goes."""
        self.wfile.write(READY)
        for line in self.rfile:
            command = line.upper()
            if command.startswith(RECIPIENT):
                self.recipients.append(line[len(RECIPIENT) :].decode().strip(" <>\r\n"))
            if command.startswith(b"DATA"):
                self.wfile.write(GO_ON)
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
            if command.startswith(b"QUIT"):
                self.wfile.write(BYE)
                return
            self.wfile.write(DONE)


@contextmanager
def mail_server(port: int) -> Iterator[list[str]]:
    """While it runs; to whom mail came."""
    recipients: list[str] = []
    conversation = type("Conversation", (_Conversation,), {"recipients": recipients})
    with socketserver.ThreadingTCPServer(("127.0.0.1", port), conversation) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, args=(SECONDS_TO_STOP,))
        thread.start()
        try:
            yield recipients
        finally:
            server.shutdown()
            thread.join()
