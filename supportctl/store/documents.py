"""A file of the desk as the checks look at it, whatever kind it is and wherever it was read from."""

from collections.abc import Callable

from supportctl.domain.finding import Finding
from supportctl.domain.ids import ARTICLE, TICKET, is_id, is_slug
from supportctl.domain.snapshot import Document, kind_of
from supportctl.domain.text import visible
from supportctl.errors import Said
from supportctl.errors.desk import NotAFile, NotAFolder, TooLarge, Unreadable
from supportctl.store import articles, calendars, codec, config, contract_terms, customers
from supportctl.store.codec import Reading
from supportctl.store.desk import Desk
from supportctl.store.views import View


def read(view: View, path: str, desk: Desk) -> Document | None:
    """The document, or None where there is no such file, or none that is the desk's business."""
    kind = kind_of(path)
    if not kind:
        return None
    try:
        data = view.read(path)
    except (NotAFile, NotAFolder):
        return _fault(path, Finding("F008", visible(path), kind=Said("a symbolic link or a folder")))
    except TooLarge as error:
        what, size, limit = Said("the file"), error.params["size"], error.params["limit"]
        return _fault(path, Finding("F012", path, what=what, size=size, limit=limit))
    except Unreadable as error:
        return _fault(path, Finding("F015", path, reason=error.params["reason"]))
    return None if data is None else decode(data, path, desk)


def decode(data: bytes, path: str, desk: Desk) -> Document:
    if kind_of(path) == "article":
        return _article(data, path)
    reading = _READERS.get(kind_of(path), _text)(data, path, desk)
    return Document(path, reading.text, reading.ticket, reading.findings)


def _fault(path: str, finding: Finding) -> Document:
    return Document(path, findings=(finding,))


def _article(data: bytes, path: str) -> Document:
    if not is_id(path.rpartition("/")[2].removesuffix(".md"), ARTICLE):
        text, _ = codec.decode(data, path)
        return Document(path, text, findings=(Finding("K701", visible(path)),))
    reading = articles.read(data, path)
    return Document(path, reading.text, findings=reading.findings, article=reading.article)


def _ticket(data: bytes, path: str, desk: Desk) -> Reading:
    if not is_id(path.rpartition("/")[2].removesuffix(".md"), TICKET):
        text, _ = codec.decode(data, path)
        return Reading(None, (Finding("F011", visible(path)),), text)
    return desk.decode(data, path)


def _config(data: bytes, path: str, _desk: Desk) -> Reading:
    text, faults = codec.decode(data, path)
    _, more = config.read(text, path) if not faults else (None, [])
    return Reading(None, (*faults, *more), text)


def _customer(data: bytes, path: str, desk: Desk) -> Reading:
    if not is_slug(path.removeprefix(f"{customers.FOLDER}/").removesuffix(customers.SUFFIX)):
        text, _ = codec.decode(data, path)
        return Reading(None, (Finding("C814", visible(path)),), text)
    reading = customers.read(data, path)
    terms = contract_terms.faults(reading.text, path, calendars.names(desk.config))
    return Reading(None, (*reading.findings, *terms), reading.text)


def _text(data: bytes, path: str, _desk: Desk) -> Reading:
    text, faults = codec.decode(data, path)
    return Reading(None, tuple(faults), text)


_READERS: dict[str, Callable[[bytes, str, Desk], Reading]] = {
    "ticket": _ticket,
    "customer": _customer,
    "configuration": _config,
}
