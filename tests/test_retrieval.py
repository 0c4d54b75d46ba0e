"""The bar of the retrieval benchmark, on the reports that nobody tunes by."""

from pathlib import Path

import pytest

from benchmarks import retrieval

DEV, HELD = (retrieval.told(retrieval.DATA / f"reports-{name}.yaml") for name in ("dev", "held-out"))


def test_the_data_is_what_the_note_says() -> None:
    written = list(retrieval.written())
    everything = [*written, *retrieval.generated()]
    assert len(everything) == 300
    assert len({page.key for page in written}) == 60
    named = [report.key for report in (*DEV, *HELD)]
    assert sorted(named) == sorted({page.key for page in written}), "each article has one report"
    for reports in (DEV, HELD):
        assert [retrieval.spoken(report) for report in reports].count("zh") == 15


def test_the_right_article_is_among_the_first_three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    keys = retrieval.filled(tmp_path, [*retrieval.written(), *retrieval.generated()])
    places = [outcome.place for outcome in retrieval.asked(tmp_path, keys, HELD)]
    hits = sum(1 <= place <= 3 for place in places)
    assert hits >= 0.9 * len(places), f"{hits} of {len(places)}; look at the dev half, never at these"
