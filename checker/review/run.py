"""Starting a review: the desk over a folder, then the page or the terminal."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path

from checker.load import Source
from checker.model import Run
from checker.review.desk import Desk
from checker.review.editor import Editor
from checker.review.server import Server
from checker.review.texts import Texts
from checker.review.watch import Watch

__all__ = ["desk", "in_browser", "in_terminal"]


def desk(
    first: Run, again: Callable[[], Run], sources: Callable[[], Sequence[Source]], file: Path, who: str
) -> Desk:
    """A desk over a run of ``sources``, with its decisions in ``file``; ``again`` makes the run anew."""
    return Desk(first, again, Texts(sources), file, who)


def in_browser(
    made: Desk, places: Sequence[Path], server: Server, editor: Editor, tell: Callable[[str], None], *, browser: bool
) -> None:
    """Serve the page until interrupted; what changes in ``places`` is checked again."""

    def ready(address: str) -> None:
        tell(address)
        if browser:
            webbrowser.open(address)

    with Watch(made, places):
        server.run(made, editor, ready)


def in_terminal(made: Desk, places: Sequence[Path], editor: Editor) -> None:
    """The same with keys in the terminal."""
    from checker.review import tty

    with Watch(made, places):
        tty.review(made, editor)
