"""Places under one name: demonyms and other spellings go to the country or city they stand for."""

from __future__ import annotations

from functools import cache

from checker import lexicon

__all__ = ["canonical_place"]


def canonical_place(name: str) -> str:
    """The gazetteer's name for a place, a demonym or another spelling; unknown names as they are."""
    return _table().get(name, name)


@cache
def _table() -> dict[str, str]:
    out = {d: country for country, demonyms in lexicon.nested("names", "countries").items() for d in demonyms}
    out.update(lexicon.mapping("names", "aliases"))
    out.update(lexicon.mapping("names", "spellings"))
    return out
