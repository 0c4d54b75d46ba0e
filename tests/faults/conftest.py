"""Where a campaign leaves its figures: in the file FAULT_FIGURES names, and on standard output (-s)."""

import os
import sys
from collections.abc import Callable

import pytest


@pytest.fixture
def figure() -> Callable[[str, str], None]:
    def write(name: str, told: str) -> None:
        line = f"{name}: {told}\n"
        sys.stdout.write(line)
        if "FAULT_FIGURES" in os.environ:
            with open(os.environ["FAULT_FIGURES"], "a", encoding="utf-8") as file:  # noqa: PTH123
                file.write(line)

    return write
