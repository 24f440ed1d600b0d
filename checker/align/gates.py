"""What keeps two facts from ever being compared: the gates that both figures and dates know, by name."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Barrier"]


class Barrier(StrEnum):
    """The first difference between two facts that settles it; ``align.trace`` has the words for each."""

    THING = "thing"
    """They count or measure different kinds of thing."""
    EXTENT = "extent"
    """Their words name different dimensions: a depth and a width, the way left and the way from a town."""
    EVENT = "event"
    """They tell of events that are never compared: fired and hit."""
    QUOTED = "quoted"
    """Both stand in quotation marks: the quotations are compared, not the facts in them."""
    ROLE = "role"
    """One is what a figure rose to, the other what it rose from."""
    TIME = "time"
    """The times that their own words name lie apart."""
    RATE = "rate"
    """One is a rate ("40 a day"), the other is not."""
    ABLE = "able"
    """One says what may be ("may carry up to 260"), the other what is."""
    PLACE = "place"
    """Each figure names its own place, and they are two."""
    NUMBERED = "numbered"
    """Things of one name with different numbers: "Line 3" and "Line 4"."""
    PERSON = "person"
    """Ages of persons with different names."""
    EDGE = "edge"
    """One is the beginning of a stretch of time, the other its end or a point in it."""
