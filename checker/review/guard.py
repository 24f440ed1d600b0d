"""Who may speak to the server: somebody with the token, by the name that was printed, from the server's own pages.

A page of another site can reach a loopback port: by a form (the Origin tells it), by a name that it makes point to
127.0.0.1 (the Host tells it), or by guessing (the token is 256 bits). What it could send is small: bodies are bounded.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from ipaddress import ip_address
from typing import Any

__all__ = ["BODY_LIMIT", "HEADERS", "Guard"]

BODY_LIMIT = 64 * 1024
"""Bytes of a request: a note of 4,000 characters in any script, percent-encoded, fits in."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # the address holds the token; without any referrer, forms would have no Origin
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_App = Callable[[_Message, _Receive, _Send], Awaitable[None]]


class Guard:
    """ASGI middleware around the whole application. ``hosts``: the Host headers that are ours, with port;
    ``any_address``: bound to all addresses, any literal one with our port is ours too."""

    def __init__(self, app: _App, token: str, hosts: frozenset[str], *, any_address: int = 0) -> None:
        self._app = app
        self._prefix = f"/{token}/".encode()
        self._hosts = hosts
        self._any_address = any_address

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "http":
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        refused = self._refusal(scope, headers)
        if refused:
            await _answer(send, *refused)
            return

        async def guarded_send(message: _Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_headers()]
            await send(message)

        body = await _body(receive)
        if body is None:
            await _answer(send, 413, "The request is too large.")
        else:
            await self._app(scope, _again(body, receive), guarded_send)

    def _refusal(self, scope: _Message, headers: dict[str, str]) -> tuple[int, str] | None:
        host = headers.get("host", "").lower()
        if not self._ours(host):
            return 421, "This address is not the review's own. Use the one that was printed."
        raw = scope.get("raw_path") or scope["path"].encode()
        if not secrets.compare_digest(raw[: len(self._prefix)], self._prefix):
            return 404, "Nothing is here. Use the whole address that was printed."
        if scope["method"] not in ("GET", "HEAD") and not self._same_origin(headers, host):
            return 403, "This request comes from another page."
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return 403, "This request comes from another site."
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > BODY_LIMIT:
            return 413, "The request is too large."
        return None

    def _ours(self, host: str) -> bool:
        if host in self._hosts:
            return True
        name, _, port = host.rpartition(":")
        if not self._any_address or port != str(self._any_address):
            return False
        try:
            ip_address(name.strip("[]"))
        except ValueError:
            return False
        return True

    @staticmethod
    def _same_origin(headers: dict[str, str], host: str) -> bool:
        return headers.get("origin", "").lower() == f"http://{host}"


async def _body(receive: _Receive) -> bytes | None:
    """The whole body, read before anybody works on it; None where it is too large, whatever its header says."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = bool(message.get("more_body"))
        if len(body) > BODY_LIMIT:
            return None
    return body


def _again(body: bytes, receive: _Receive) -> _Receive:
    """Gives a body that was read already; what comes after it is the connection's own."""
    given = False

    async def read() -> _Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return read


def _headers() -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]


async def _answer(send: _Send, status: int, text: str) -> None:
    body = text.encode()
    head = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    close = [(b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": [*head, *close, *_headers()]})
    await send({"type": "http.response.body", "body": body})
