"""What a change leaves behind for the next reader: a catalogue that knows it already."""

from supportctl.store.catalog import Catalog
from supportctl.store.desk import Desk


def follow(desk: Desk) -> None:
    """After a commit of ours. A desk that was never read has no catalogue, and gets none for that."""
    with Catalog.open(desk.repository, desk.config.workflow.types) as catalog:
        if catalog.exists:
            catalog.follow()
