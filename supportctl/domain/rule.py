"""What one code means: its speakable name, its severity, its sentence and the way to mend it."""

from supportctl.domain.frozen import frozen

ERROR, WARNING, INFO = "error", "warning", "info"
SEVERITIES = (ERROR, WARNING, INFO)
"""The worst first."""


@frozen
class Rule:
    """`clause` is the manual's that asks for it; reasons and examples are in defaults/rules.

    `mends`: `check --fix` mends it where nothing can be lost by that.
    """

    code: str
    name: str
    severity: str
    message: str
    fix: str = ""
    clause: str = ""
    mends: bool = False

    @property
    def family(self) -> str:
        return self.code[0]
