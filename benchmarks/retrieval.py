"""How well `kb suggest` finds the article that answers a problem, in the words of customers.

Three hundred articles: sixty written by hand in two languages, and ninety generated pairs as the crowd around
them. Sixty reports, half of them held out: of those only the figures are told, never which one missed, so
that nobody tunes by them. Either language of a pair counts as found.

`make bench ARGS="retrieval PAGES REPORTS"` asks a folder of Markdown pages instead, second-level headings as
articles, with reports of your own (the format is that of benchmarks/data/reports-dev.yaml).
"""

import os
import re
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from supportctl.actions.suggest import Problem, suggest
from supportctl.domain.article import SECTIONS, Article, language_of
from supportctl.domain.ids import ARTICLE, entropy_of, new_id, path_of
from supportctl.store import articles, yaml
from supportctl.store.desk import Desk

DATA = Path(__file__).with_name("data")
WRITTEN = ("articles-access", "articles-data", "articles-network", "articles-apps")
NOW = datetime(2026, 9, 14, 9, tzinfo=UTC)
DEEP = 10
NEXT = {"crm": "5.2.3", "gateway": "2.4.3", "mobile": "4.1.2", "reports": "3.8.2"}
HERE = {"crm": "5.2.2", "gateway": "2.4.2", "mobile": "4.1.1", "reports": "3.8.1"}

Tree = Mapping[str, yaml.Plain]


class Page(NamedTuple):
    """One article in one language; both languages of a pair have the same key."""

    key: str
    language: str
    product: str
    version: str
    told: Mapping[str, str]


class Report(NamedTuple):
    key: str
    title: str
    text: str


class Outcome(NamedTuple):
    """Where the right article stood, counted from 1, or 0; what came first; and how long it took."""

    report: Report
    place: int
    titles: tuple[str, ...]
    seconds: float


def main(arguments: list[str]) -> None:
    os.environ.update({"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"})
    with tempfile.TemporaryDirectory() as home:
        if len(arguments) == 2:
            pages, reports = Path(arguments[0]), Path(arguments[1])
            keys = filled(Path(home), topics(pages))
            print(f"{len(keys)} articles")
            for outcome in asked(Path(home), keys, told(reports)):
                print(f"\n- {outcome.report.title}")
                for number, title in enumerate(outcome.titles[:3], 1):
                    print(f"  {number}. {title}")
            return
        keys = filled(Path(home), [*written(), *generated()])
        print(f"{len(keys)} articles, {len(set(keys.values()))} problems\n")
        print("| reports | n | hit@1 | hit@3 | MRR | ms each |\n|---|---|---|---|---|---|")
        dev = list(asked(Path(home), keys, told(DATA / "reports-dev.yaml")))
        held = list(asked(Path(home), keys, told(DATA / "reports-held-out.yaml")))
        for name, outcomes in (("to tune by", dev), ("held out", held)):
            print(row(name, outcomes))
            for language in ("zh", "en"):
                print(row(f"{name}, {language}", [one for one in outcomes if spoken(one.report) == language]))
            lines = [one.report._replace(text="") for one in outcomes]
            print(row(f"{name}, the title alone", list(asked(Path(home), keys, lines))))
    missed = [one for one in dev if one.place != 1]
    print("\nNot first, of those to tune by:\n" if missed else "")
    for one in missed:
        print(f"- {one.report.key}: place {one.place or '-'}, first came {(*one.titles, 'nothing')[0]}")


def row(name: str, outcomes: Sequence[Outcome]) -> str:
    places = [one.place for one in outcomes]
    first = sum(place == 1 for place in places) / len(places)
    third = sum(1 <= place <= 3 for place in places) / len(places)
    rank = sum(1 / place for place in places if place) / len(places)
    took = statistics.median(one.seconds for one in outcomes) * 1000
    return f"| {name} | {len(places)} | {first:.2f} | {third:.2f} | {rank:.2f} | {took:.0f} |"


def spoken(report: Report) -> str:
    return language_of(f"{report.title} {report.text}")


# --- asking --------------------------------------------------------------------------------------


def asked(home: Path, keys: Mapping[str, str], reports: Sequence[Report]) -> Iterator[Outcome]:
    desk = Desk.find(home)
    for report in reports:
        began = time.perf_counter()
        found = suggest(desk, Problem(title=report.title, text=report.text), limit=DEEP * 2, now=NOW).items
        took = time.perf_counter() - began
        ranked = list(dict.fromkeys(keys[one.identity] for one in found))
        place = ranked.index(report.key) + 1 if report.key in ranked[:DEEP] else 0
        yield Outcome(report, place, tuple(one.title for one in found), took)


# --- the data ------------------------------------------------------------------------------------


def read(path: Path) -> Iterator[tuple[str, Tree]]:
    root, faults = yaml.read(path.read_text("utf-8"), path.name)
    assert root is not None, faults
    held = yaml.plain(root)
    assert isinstance(held, dict)
    for key, value in held.items():
        yield key, value if isinstance(value, dict) else {"items": value}


def told(path: Path) -> list[Report]:
    return [Report(key, str(one["title"]), str(one["text"])) for key, one in read(path)]


def words(tree: yaml.Plain) -> dict[str, str]:
    assert isinstance(tree, dict)
    return {name: str(text) for name, text in tree.items()}


def written() -> Iterator[Page]:
    for name in WRITTEN:
        for key, one in read(DATA / f"{name}.yaml"):
            for language in ("zh", "en"):
                yield Page(key, language, str(one["product"]), str(one["versions"]), words(one[language]))


def generated() -> Iterator[Page]:
    """Every part of a product with every fault."""
    families = dict(read(DATA / "families.yaml"))
    parts, faults = (families[name]["items"] for name in ("parts", "faults"))
    assert isinstance(parts, list)
    assert isinstance(faults, list)
    for part in map(words, parts):
        for number, fault in enumerate(faults):
            assert isinstance(fault, dict)
            for language in ("zh", "en"):
                product = part["product"]
                names = {"part": part[language], "next": NEXT[product]}
                pieces = {name: text.format(**names) for name, text in words(fault[language]).items()}
                environment = {"environment": f"{product} {HERE[product]}"}
                key = f"{part['en']} {number}"
                yield Page(key, language, product, HERE[product], {**environment, **pieces})


def topics(folder: Path) -> Iterator[Page]:
    """The pages of somebody else's manual, cut at their second headings."""
    for path in sorted(folder.glob("*.md")):
        _, *parts = re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)
        for part in parts:
            title, _, body = part.partition("\n")
            yield Page(title, language_of(title), "", "", {"title": title.strip(), "symptom": body.strip()})


def filled(home: Path, pages: Iterator[Page] | Sequence[Page]) -> dict[str, str]:
    """A desk that holds these articles; the ID of each and its key."""
    keys = {}
    (home / "kb").mkdir()
    (home / "supportctl.yaml").write_text("version: 1\n")
    for page in pages:
        identity = new_id(ARTICLE, NOW.date(), entropy_of(page.key, page.language))
        keys[identity] = page.key
        article = Article(
            path=path_of(identity),
            fields={
                "schema": "1",
                "id": identity,
                "title": page.told["title"],
                "status": "validated",
                "audience": "internal",
                "language": page.language,
                "product": page.product,
                "versions": (page.version,) if page.version else (),
            },
            sections={name: page.told[name] for name in SECTIONS if name in page.told},
        )
        (home / article.path).write_bytes(articles.dump(article))
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=home, check=True)
    return keys
