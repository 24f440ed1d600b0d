"""What a newsroom makes of a run: which findings it wants to see, how serious they are, and which are settled.

    run = apply(pipeline.run(...), config, Ground(drafts=...), day)

The engine finds; this decides what is open. First the view (levels, confidence, drafts, what changed), then the table
of settlers, first match wins: path, tolerance, suppression in the draft, baseline; decisions are last and read the
rest. Nothing here looks at an article's text.
"""

from __future__ import annotations

from checker.policy.apply import Ground, apply
from checker.policy.baseline import Baseline, begun, read_baseline, write_baseline

__all__ = ["Baseline", "Ground", "apply", "begun", "read_baseline", "write_baseline"]
