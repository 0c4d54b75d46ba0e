"""Whether this machine has a program."""

import shutil


def where(name: str) -> str:
    """Its path, or nothing where the shell would not find it."""
    return shutil.which(name) or ""
