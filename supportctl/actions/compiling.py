"""What the short road needs to know of a desk, compiled into its catalogue: conditions as SQL, and sentences.

So plain questions are answered without the query language, the configuration and the words of two languages
being loaded, and by the very SQL that the whole road would have made of them.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from supportctl.domain import timeline
from supportctl.domain.query.fields import BY_NAME, CLOCKED, SORTS
from supportctl.domain.query.parse import parse
from supportctl.domain.query.tree import COMPARISONS, Query
from supportctl.domain.schema import FIELDS, SECTIONS
from supportctl.domain.timespan import micros
from supportctl.render.words import LANGUAGES, Words
from supportctl.store import catalog_query, config, files
from supportctl.store.catalog import Catalog
from supportctl.store.catalog_entry import milliseconds
from supportctl.store.catalog_query import Asker
from supportctl.store.catalog_quick import BETWEEN, EVERYTHING_OPEN, MICROS, MILLIS, STAND_IN, maker
from supportctl.store.catalog_search import Sql
from supportctl.store.desk import Desk

SENTENCES = (
    "{count} tickets",
    "no ticket matches {query}",
    "{first}-{last} of {total} tickets; next: --offset {last}",
    "{first}-{last} of {total} tickets",
)
_OPEN = ("slug", "text", "list")
_SOME_DAY = datetime(2024, 2, 29, 12, tzinfo=UTC)
_PRESENT: Mapping[str | int, str] = {micros(_SOME_DAY): MICROS, milliseconds(_SOME_DAY): MILLIS}


def keep(desk: Desk, catalog: Catalog) -> None:
    """Compile what is not yet. A desk whose configuration is odd has something to tell every time."""
    text = files.read(desk.root / config.NAME).decode()
    made = {"maker": maker(str(desk.root)), "config": text}
    if desk.findings or catalog.compiled().items() >= made.items():
        return
    asker = Asker(_SOME_DAY, UTC, "", desk.config.workflow.types)
    made |= {f"{kind} {name}": _stored(sql) for kind, name, sql in _pieces(desk, asker)}
    made |= {
        f"say {language} {sentence}": Words(language)(sentence)
        for language in LANGUAGES
        for sentence in SENTENCES
    }
    catalog.compile(made | _forms() | {"language": desk.config.language})


def _forms() -> dict[str, str]:
    """What a page of `show` is made of: the fields in their order, the lists, which heading opens what."""
    headings = {heading.casefold(): name for name, pair in SECTIONS.items() for heading in (name, *pair)}
    return {
        "fields": BETWEEN.join(field.name for field in FIELDS),
        "lists": BETWEEN.join(field.name for field in FIELDS if field.is_list),
        "timelines": BETWEEN.join(timeline.HEADINGS),
        **{f"section {heading}": name for heading, name in headings.items()},
    }


def _stored(sql: Sql) -> str:
    return BETWEEN.join((sql.text, *map(_parameter, sql.parameters)))


def _parameter(value: str | int) -> str:
    return _PRESENT.get(value) or str(value).replace(f'"{STAND_IN}"', STAND_IN)


def _pieces(desk: Desk, asker: Asker) -> Iterator[tuple[str, str, Sql]]:
    """Each with its kind: `clocked` is what is true only as long as what is kept of the clocks holds."""
    for term in (EVERYTHING_OPEN, *_terms(desk)):
        (part,) = parse(term, desk.statuses).parts
        yield _kind(term.partition(":")[0]), term.replace(STAND_IN, "?"), catalog_query.condition(part, asker)
    for key in SORTS.keys() - {"relevance"}:
        for term in (f"sort:{key}", f"sort:-{key}"):
            yield _kind(key), term, catalog_query.order(parse(term, desk.statuses), asker)
    yield "sql", "list", catalog_query.source(Query(), asker)
    yield "sql", "newest", catalog_query.order(Query(), asker)


def _kind(name: str) -> str:
    return "clocked" if name in CLOCKED else "sql"


def _terms(desk: Desk) -> Iterator[str]:
    """Every plain condition with a closed list of values, and one for each field that takes any name."""
    for name, asked in BY_NAME.items():
        values = desk.statuses if asked.kind == "status" else asked.choices
        yield from (f"{name}:{value}" for value in values)
        if asked.ordered:
            yield from (f"{name}:{sign}{value}" for sign in COMPARISONS for value in values)
        if asked.kind == "time":
            yield from (f"{name}:{sign}now" for sign in COMPARISONS)
        if asked.kind in _OPEN:
            yield f"{name}:{STAND_IN}"
