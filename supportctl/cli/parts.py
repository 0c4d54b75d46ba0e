"""A command whose own commands stand in several modules: the one that is named is imported, no other."""

from collections.abc import Mapping

from supportctl.domain.frozen import frozen


@frozen
class Parts:
    """`modules` has the commands in the order of the help."""

    modules: Mapping[str, str]
    help: str
    epilog: str
