"""Renderers: one module a format, each with ``render(run) -> str``; ``formats`` is the table of them."""
