"""The only reader of the time. `SUPPORTCTL_NOW` or `--now` fixes it."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)
