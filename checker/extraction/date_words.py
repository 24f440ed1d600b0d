"""A paragraph as a row of time words: every token becomes one character that stands for its word classes.

Patterns over such a row are short regular expressions over characters, so one pass over a paragraph finds every
expression, whatever its words; offsets come from the tokens and are exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from checker.expressions import expression

__all__ = ["OTHER", "Alphabet", "Row"]

OTHER = "x"  # a token that no pattern knows
# Classes of characters below 256 compile many times faster: the words of lists, which stand in classes together,
# come first. Left out is what means something in an expression.
_CODES = "".join(c for c in map(chr, range(33, 256)) if c not in OTHER + r"\^-[](){}|?*+.$#&~" and not c.isspace())

_NUMERIC = (
    r"9/11(?![\w/])|"
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-]|\.\d)"
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\w/])|\d{4}/\d{1,2}/\d{1,2}(?![\w/])"
    r"|\d{1,2}\.\d{1,2}\.(?:19|20)\d{2}(?![\w])|\d{1,2}-\d{1,2}-(?:19|20)\d{2}(?![\w-])"
)
_CLOCK = (
    r"\d{1,2}(?:[:.]\d{2})?(?:[ \u00a0\u202f]|-)?(?:[ap]\.[ ]?m\b\.?|[apAP]m\b(?!\.[a-z])|[AP]\.?M\b\.?)"
    r"|(?:[01]?\d|2[0-4]):[0-5]\d(?::\d{2})?(?!\w|:\d)"
)
_TOKEN = expression(
    rf"(?P<label>(?:Q[1-4]|H[12]|FY(?=\d))(?:(?=FY\d)|(?![^\W\d]))|(?:[1-4]Q|[12]H)(?!\w))|(?P<word>[^\W\d_]+)|(?P<numeric>{_NUMERIC})|(?P<clock>{_CLOCK})"
    r"|(?P<ord>\d{1,3}(?:st|nd|rd|th)\b)|(?P<decades>\d{2,4}s\b)|(?P<decimal>\d+(?:[.,]\d+)+)"
    r"|(?P<fraction>\d/\d\b|[½¼¾])|(?P<int>\d+)|(?P<mark>[^\s\w]|_)"
)
_FIGURE = expression(r"[\d½¼¾]")
_PLAIN = expression(r"[^\W\d_]+|[^\s\w]|_")  # what ``_TOKEN`` finds where no figure stands
_MARKS: dict[int, str] = str.maketrans({"’": "'", "‘": "'", "–": "-", "‑": "-"})
_STUCK = frozenset("$£€¥₹#@_+=%\\")


class Row:
    """Tokens of ``text[start:end]``. ``codes`` has one character a token, parallel to the lists."""

    def __init__(self, text: str, start: int, end: int, alphabet: Alphabet) -> None:
        self._text, self._start, self._end = text, start, end
        if _FIGURE.search(text, start, end):
            self.codes = _codes(text, self._matches, alphabet)
        else:
            known = alphabet.of_token
            self.codes = "".join([known.get(word, OTHER) for word in _PLAIN.findall(text, start, end)])

    @cached_property
    def _matches(self) -> list[re.Match[str]]:
        return list(_TOKEN.finditer(self._text, self._start, self._end))

    @cached_property
    def starts(self) -> list[int]:
        return [m.start() for m in self._matches]

    @cached_property
    def ends(self) -> list[int]:
        return [m.end() for m in self._matches]

    @cached_property
    def low(self) -> list[str]:
        """The tokens in lower case, with plain quote marks and dashes."""
        return "\n".join([m.group() for m in self._matches]).lower().translate(_MARKS).split("\n")


class Alphabet:
    """Which character stands for which set of word classes."""

    def __init__(self, words: Mapping[str, frozenset[str]], capital: Iterable[str]) -> None:
        """``words``: lower-case token -> classes. ``capital``: tokens that count only with a capital."""
        self._chars: dict[frozenset[str], str] = {}
        self._members: dict[str, str] = {}
        self.of_label = {k: self._char(frozenset([k])) for k in _LABELS}
        self.of_int = {n: self._char(_int_classes(n)) for n in _INT_SAMPLES}
        self.of_ord = {n: self._char(frozenset(["ORD"] if n <= 31 else ["ORDBIG"])) for n in (1, 32)}
        listed_first = sorted(words.items(), key=lambda item: all(c.startswith("=") for c in item[1]))
        self.of_word = {word: self._char(classes) for word, classes in listed_first}
        self.of_token = {form: c for w, c in self.of_word.items() for form in (w, w.title(), w.upper())}
        for word in capital:
            literal = frozenset(c for c in words.get(word, frozenset()) if c.startswith("="))
            self.of_token[word] = self._char(literal) if literal else OTHER
        for mark, plain in ((chr(m), str(p)) for m, p in _MARKS.items()):
            self.of_token[mark] = self.of_word.get(plain, OTHER)

    def _char(self, classes: frozenset[str]) -> str:
        number = len(self._chars)
        fresh = _CODES[number] if number < len(_CODES) else chr(0xE000 + number)
        return self._chars.setdefault(classes, fresh)

    def members(self, name: str) -> str:
        """The characters whose classes include ``name``."""
        if not self._members:
            for classes, char in self._chars.items():
                for each in classes:
                    self._members[each] = self._members.get(each, "") + char
        return self._members.get(name, "")

    def integer(self, digits: str) -> str:
        """The character of a run of digits."""
        return self.of_int[_int_sample(digits)]


_LABELS = ("NUMERIC", "CLOCK", "DECADES", "DECIMAL", "FRACTION", "QUARTER", "HALF", "FY")
_INT_SAMPLES = ("0", "1", "01", "10", "13", "25", "32", "00", "100", "0100", "1500", "9999")


def _int_sample(digits: str) -> str:
    """The sample that has the same classes as these digits."""
    if len(digits) > 4:
        return "100"
    value = int(digits)
    if len(digits) == 4:
        if 1000 <= value <= 2100:
            return "1500"
        return "0100" if value < 2400 else "9999"
    if len(digits) == 3:
        return "100"
    if value == 0:
        return "0" if len(digits) == 1 else "00"
    if value > 31:
        return "32"
    if value > 24:
        return "25"
    if value > 12:
        return "13"
    return "1" if len(digits) == 1 else "10" if value >= 10 else "01"


def _int_classes(sample: str) -> frozenset[str]:
    value, classes = int(sample), {"INT"}
    if len(sample) == 4:
        classes |= {"HHMM"} if value < 2400 else set()
        classes |= {"YEAR"} if sample == "1500" else set()
    elif len(sample) <= 2:
        classes |= {"DAY"} if 1 <= value <= 31 else set()
        classes |= {"HOUR"} if value <= 24 else set()
        classes |= {"YY"} if len(sample) == 2 else set()
    return frozenset(classes)


def _codes(text: str, matches: list[re.Match[str]], alphabet: Alphabet) -> str:
    codes: list[str] = []
    known = alphabet.of_token
    for m in matches:
        code = known.get(m.group())
        if code is None:
            kind = m.lastgroup
            code = OTHER if kind == "word" or kind == "mark" else _number_code(alphabet, text, m, kind or "", codes)
        codes.append(code)
    return "".join(codes)


def _number_code(alphabet: Alphabet, text: str, m: re.Match[str], kind: str, before: list[str]) -> str:
    """The character of a token with digits; glued to letters or a currency it is no part of a date."""
    before_char = text[m.start() - 1 : m.start()]
    glued_left = before_char.isalnum() or before_char in _STUCK if before_char else False
    if glued_left and not (before and before[-1] in map(alphabet.of_label.get, ("FY", "QUARTER", "HALF"))):
        return OTHER
    after = text[m.end() : m.end() + 1]
    if kind in ("int", "decimal") and (after.isalpha() or after == "%"):
        return OTHER
    if kind == "int":
        return alphabet.integer(m.group())
    if kind == "ord":
        return alphabet.of_ord[1 if 1 <= int(m.group()[:-2]) <= 31 else 32]
    if kind == "label":
        label = m.group().strip("1234")[0]
        return alphabet.of_label["QUARTER" if label == "Q" else "HALF" if label == "H" else "FY"]
    return alphabet.of_label[kind.upper()]


@cache
def entry_tokens(surface: str) -> tuple[str, ...]:
    """A surface of a word list as tokens, as ``split`` would give them."""
    return tuple(m.group() for m in _TOKEN.finditer(surface))
