"""What the lexicon knows of names, as look-up tables built once."""

from __future__ import annotations

from functools import cache

from checker import lexicon

__all__ = ["gender_of_given", "known_places", "listed", "titles"]


@cache
def listed(key: str) -> frozenset[str]:
    """A word list of the names lexicon."""
    return lexicon.words("names", key)


@cache
def titles() -> dict[str, str]:
    """Title (lower case, with its dot if it has one) -> male, female or any."""
    out: dict[str, str] = {}
    for gender in ("any", "male", "female"):
        out.update(dict.fromkeys(listed(f"titles.{gender}"), gender))
    return out


@cache
def known_places() -> dict[str, tuple[str, str]]:
    """Surface form -> (canonical name, pattern: country, demonym or place)."""
    out: dict[str, tuple[str, str]] = {}
    for country, demonyms in lexicon.nested("names", "countries").items():
        out[country] = (country, "country")
        out.update(dict.fromkeys(demonyms, (country, "demonym")))
    for other, country in lexicon.mapping("names", "aliases").items():
        out[other] = (country, "country")
    for city in listed("places.cities") | listed("places.pairs"):
        out.setdefault(city, (city, "place"))
    for spelling, city in lexicon.mapping("names", "spellings").items():
        out[spelling] = (city, "place")
    return out


@cache
def gender_of_given() -> dict[str, str]:
    """Given name (lower case) -> male, female, or any where both lists have it."""
    male, female = listed("given.male"), listed("given.female")
    out = dict.fromkeys(male, "male") | dict.fromkeys(female, "female")
    return out | dict.fromkeys(male & female, "any")
