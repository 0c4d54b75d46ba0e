"""The files that lie in the package beside the code: what a desk goes by that says nothing of its own.

Named as paths, for `importlib.resources` would load archives and temporary files with every start.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
DEFAULTS = _PACKAGE / "defaults"
CALENDARS = _PACKAGE / "calendars"
