from hypothesis import given
from hypothesis import strategies as st

from supportctl.store import plumbing
from supportctl.store.objects import FOLDER, Leaf, Loose, name_of, read_tree, write_pack, write_tree
from supportctl.store.plumbing import Objects
from tests.support.git import scratch

names = st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1)
leaves = st.builds(
    Leaf, st.sampled_from(["100644", "100755", FOLDER]), st.binary(min_size=20, max_size=20).map(bytes.hex)
)


@given(st.dictionaries(names, leaves))
def test_a_tree_survives_the_round_trip(entries):
    assert read_tree(write_tree(entries), "sha1") == entries


def test_every_size_of_object_survives_the_pack(tmp_path):
    """Sizes around the borders of the pack's variable-length header."""
    desk = scratch(tmp_path / "desk")
    contents = [bytes(size) for size in (0, 1, 15, 16, 17, 2047, 2048, 2049, 262_143, 262_144)]
    plumbing.run(desk, "unpack-objects", "-q", stdin=write_pack([Loose("blob", c) for c in contents], "sha1"))
    with Objects(desk) as objects:
        assert objects.read_all(name_of("blob", c, "sha1") for c in contents) == tuple(contents)
