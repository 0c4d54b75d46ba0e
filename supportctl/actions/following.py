"""What a change leaves behind for the next reader: a catalogue that knows it already."""

from supportctl.store.catalog import Catalog
from supportctl.store.desk import Desk
from supportctl.store.write import Written


def follow(desk: Desk, written: Written) -> None:
    """A desk that was never read has no catalogue, and gets none for that."""
    with Catalog.open(desk.repository, desk.config.workflow.types) as catalog:
        if catalog.exists:
            catalog.follow(written.commit, before=written.before, paths=written.paths)
