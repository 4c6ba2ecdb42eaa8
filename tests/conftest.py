"""How Hypothesis runs: never by the clock, and in CI always the same examples."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("default", deadline=None)
# A search that finds something new belongs on a developer's machine: CI must not fail for
# what a change did not touch.
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")
