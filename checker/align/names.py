"""Names are compared inside one article, not across sources: houses spell names in their own way."""

from __future__ import annotations

from checker.model import Alignment, Bundle

__all__ = ["align"]


def align(bundle: Bundle) -> list[Alignment]:
    """No alignments: the names of an article are already joined under their canonical name."""
    return []
