"""The review on a socket: a port of the system's choice on loopback, and an address that only the reviewer knows."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from ipaddress import ip_address

from checker.errors import UsageError
from checker.review.app import application
from checker.review.desk import Desk
from checker.review.editor import Editor

__all__ = ["Server", "is_loopback"]

_TOKEN_BYTES = 32


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Server:
    """Where to listen. ``open_to_network`` must be said for anything but loopback."""

    host: str = "127.0.0.1"
    port: int = 0
    open_to_network: bool = False

    def __post_init__(self) -> None:
        if not is_loopback(self.host) and not self.open_to_network:
            raise UsageError(
                f"{self.host} can be reached from other machines, over a connection that anybody on the way can read;"
                " say --open-to-network if that is meant"
            )

    def run(self, desk: Desk, editor: Editor, ready: Callable[[str], None]) -> None:
        """Serve until interrupted. ``ready`` gets the address once it is listened to."""
        import uvicorn

        with closing(self._socket()) as listening:
            port = listening.getsockname()[1]
            token = secrets.token_urlsafe(_TOKEN_BYTES)
            everywhere = self.host in ("0.0.0.0", "::")
            app = application(desk, editor, token, self._hosts(port), any_address=port if everywhere else 0)
            config = uvicorn.Config(
                app,
                log_level="error",
                access_log=False,
                server_header=False,
                http="h11",
                ws="none",
                lifespan="off",
                timeout_graceful_shutdown=1,
            )
            ready(f"http://{self._shown(port)}/{token}/")
            uvicorn.Server(config).run(sockets=[listening])

    def _socket(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        made = socket.socket(family, socket.SOCK_STREAM)
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind((self.host, self.port))
            made.listen(64)
        except OSError as problem:
            made.close()
            raise UsageError(f"{self.host}:{self.port} cannot be listened to ({problem.strerror})") from None
        return made

    def _hosts(self, port: int) -> frozenset[str]:
        names = {self.host, "localhost", "127.0.0.1", "[::1]"} if is_loopback(self.host) else {self.host, _machine()}
        return frozenset(f"{f'[{n}]' if n.count(':') > 1 and n[0] != '[' else n}:{port}".lower() for n in names)

    def _shown(self, port: int) -> str:
        if self.host in ("0.0.0.0", "::"):
            return f"{_machine()}:{port}"
        return f"[{self.host}]:{port}" if ":" in self.host else f"{self.host}:{port}"


def _machine() -> str:
    return socket.gethostname() or "localhost"
