"""The last answer is kept, of one object and no longer than until the next question."""

from __future__ import annotations

from collections.abc import Sequence

from checker.memory import last_kept


def test_the_last_answer_is_kept_and_no_other() -> None:
    asked: list[Sequence[int]] = []

    @last_kept
    def total(numbers: Sequence[int]) -> int:
        asked.append(numbers)
        return sum(numbers)

    one, equal = [1, 2], [1, 2]
    assert [total(one), total(one), total(equal), total(one)] == [3, 3, 3, 3]
    assert [numbers is one for numbers in asked] == [True, False, True]
