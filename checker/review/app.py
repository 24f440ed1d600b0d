"""The routes of the review page. Answers are whole pages; the script in them only spares the flash between two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from checker.errors import UsageError
from checker.model import Resolution
from checker.report.resolutions import BY_NAME
from checker.review.desk import Desk
from checker.review.editor import Editor
from checker.review.guard import Guard
from checker.review.items import Filters
from checker.review.pages import Pages, static

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["application"]


def application(desk: Desk, editor: Editor, token: str, hosts: frozenset[str], *, any_address: int = 0) -> Guard:
    """The guarded application."""
    from starlette.applications import Starlette
    from starlette.routing import Mount, Route

    desk_routes = _Routes(desk, editor, f"/{token}/")
    get, post = ["GET"], ["POST"]
    routes = [
        Route("/", desk_routes.first, methods=get),
        Route("/version", desk_routes.version, methods=get),
        Route("/static/{name}", desk_routes.static, methods=get),
        Route("/item/{id}", desk_routes.item, methods=get),
        Route("/item/{id}/context", desk_routes.context, methods=get),
        Route("/decide", _with_form(desk_routes.decide), methods=post),
        Route("/undo", _with_form(desk_routes.undo), methods=post),
        Route("/open", _with_form(desk_routes.open), methods=post),
    ]
    inner = Starlette(routes=[Mount(f"/{token}", routes=routes)])
    return Guard(inner, token, hosts, any_address=any_address)


def _with_form(handler: Callable[[Request, dict[str, str]], Response]) -> Callable[..., object]:
    """A handler that gets the fields of a form, and runs where it may wait for the disk."""

    async def read(request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool

        text = (await request.body()).decode("utf-8", "replace")
        try:
            found = parse_qs(text, keep_blank_values=True, max_num_fields=20)
        except ValueError:
            return _plain("The form cannot be read.", 400)
        return await run_in_threadpool(handler, request, {name: values[-1] for name, values in found.items()})

    return read


class _Routes:
    def __init__(self, desk: Desk, editor: Editor, base: str) -> None:
        self._desk = desk
        self._editor = editor
        self._base = base
        self._pages = Pages(desk, editor, base)

    def first(self, request: Request) -> Response:
        """The first item that waits for a decision."""
        now, filters = self._desk.refresh(), Filters.of(request.query_params)
        found = now.next_open(filters)
        return self._to(found.id, filters) if found else _html(self._pages.page(now, filters, None))

    def item(self, request: Request) -> Response:
        now, filters = self._desk.refresh(), Filters.of(request.query_params)
        asked = request.path_params["id"]
        found = now.get(asked)
        if found is not None:
            return _html(self._pages.page(now, filters, found))
        other = self._desk.successor(asked)
        if other is not None:
            notice = "The passages changed: this is what became of the finding."
        else:
            other, notice = now.next_open(filters), "That finding is gone: nothing disagrees there any more."
        return _html(self._pages.page(now, filters, other, notice))

    def context(self, request: Request) -> Response:
        found = self._desk.refresh().get(request.path_params["id"])
        return _html(self._pages.context(found)) if found else _plain("This finding is gone.", 404)

    def version(self, request: Request) -> Response:
        from starlette.responses import JSONResponse

        return JSONResponse({"version": self._desk.refresh().version})

    def static(self, request: Request) -> Response:
        found = static(request.path_params["name"])
        if found is None:
            return _plain("No such file.", 404)
        from starlette.responses import Response

        return Response(found[1], media_type=found[0])

    def decide(self, request: Request, fields: dict[str, str]) -> Response:
        """Write the decision and go on to the next item that waits for one."""
        filters = Filters.of(request.query_params)
        try:
            verdict, until = _verdict(fields), _until(fields)
            who = " ".join(fields.get("who", "").split())[:80] or None
            done = self._desk.decide(fields.get("id", ""), verdict, fields.get("note", ""), until, who)
        except UsageError as problem:
            return _plain(str(problem), 400)
        following = self._desk.now.next_open(filters, done.id)
        return self._to(following.id if following else None, filters)

    def undo(self, request: Request, fields: dict[str, str]) -> Response:
        who = " ".join(fields.get("who", "").split())[:80] or None
        try:
            finding = self._desk.undo(who)
        except UsageError as problem:
            return _plain(str(problem), 400)
        if finding is None:
            return _plain("Nothing to undo: no decision of yours stands.", 409)
        return self._to(finding.id, Filters.of(request.query_params))

    def open(self, request: Request, fields: dict[str, str]) -> Response:
        found = self._desk.now.get(fields.get("id", ""))
        index = fields.get("index", "")
        if found is None or not index.isdecimal() or int(index) >= len(found.finding.evidence):
            return _plain("This passage is gone.", 404)
        passage = found.finding.evidence[int(index)].passage
        file = self._desk.texts.file(passage.path)
        try:
            if file is None:
                raise UsageError(f"{passage.path}: the file is gone")
            self._editor.open(file, passage.line)
        except UsageError as problem:
            return _plain(str(problem), 409)
        return _plain(f"Opened {passage.path} at line {passage.line}.")

    def _to(self, id_: str | None, filters: Filters) -> Response:
        from starlette.responses import RedirectResponse

        return RedirectResponse(f"{self._base}{f'item/{id_}' if id_ else ''}{filters.query}", status_code=303)


def _verdict(fields: dict[str, str]) -> Resolution:
    choice = BY_NAME.get(fields.get("verdict", ""))
    if choice is None:
        raise UsageError("Choose a decision first: keys 1 to 6.")
    return choice.verdict


def _until(fields: dict[str, str]) -> date | None:
    text = fields.get("until", "").strip()
    if not text or fields.get("verdict") != Resolution.DEFER:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text[:20]!r} is no day; write it as 2026-01-31") from None


def _html(text: str) -> Response:
    from starlette.responses import HTMLResponse

    return HTMLResponse(text.encode("utf-8", "backslashreplace"))


def _plain(text: str, status: int = 200) -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(text, status_code=status)
