"""Settings with their origins: a value knows which file and line, or which option, gave it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from checker.config import Config, level_named
from checker.errors import UsageError
from checker.record import record
from checker.settings.keys import KEYS, SettingError

__all__ = ["Setting", "Settings"]


@record
class Setting:
    """A value and where it came from: "default", "checker.toml:3", "--fail-on"."""

    value: Any
    origin: str


@record
class Settings:
    """Every key's value. ``file``: the configuration file, None where there is none."""

    file: Path | None = None
    given: Mapping[str, Setting] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.setting(name).value

    def setting(self, name: str) -> Setting:
        return self.given.get(name) or Setting(KEYS[name].default, "default")

    def over(self, options: Mapping[str, Any]) -> Settings:
        """With what the command line gives, as TOML would have it; None is not given. Raises UsageError."""
        here = dict(self.given)
        for name, value in options.items():
            if value is None:
                continue
            try:
                here[name] = Setting(KEYS[name].read(value, Path()), f"--{name}")
            except SettingError as problem:
                raise UsageError(f"--{name} {problem}") from None
        return replace(self, given=here)

    def config(self) -> Config:
        """What the engine and the gate go by; the reference table is read by who runs."""
        return Config(
            jobs=self["jobs"],
            fail_on=level_named(self["fail-on"]),
            language=self["language"],
            select=self["select"],
            ignore=self["ignore"],
            severity=self["severity"],
            min_confidence=self["min-confidence"],
            max_findings=self["max-findings"],
            tolerance=self["tolerance"],
            outlets=self["outlet"],
            path_ignores=self["per-path-ignores"],
            compare_sources=self["compare-sources"],
        )
