"""Before anything of ours is committed: no private key and no access token goes into the history unseen.

What is once pushed is out for good, so a secret refuses the change; other personal data only warns. A false
alarm is allowed by its fingerprint, and the file keeps the line that says so, for `check` and for reviewers.
"""

from collections.abc import Collection, Iterable, Iterator

from supportctl.domain import privacy, suppression
from supportctl.domain.privacy import SECRET, Hit
from supportctl.domain.ticket import Ticket
from supportctl.errors import Said
from supportctl.errors.tickets import SecretFound


def screened(path: str, old: str, new: str, *, allowed: Collection[str], actor: str) -> str:
    """The new text, fit to be committed; raises SecretFound for a secret that the old one did not have."""
    yaml = path.endswith(".yaml")
    known = {hit.fingerprint for hit in _secrets(old)}
    known |= {one.fingerprint for one in suppression.read(new, yaml=yaml) if one.is_valid}
    added = {hit.fingerprint: hit for hit in _secrets(new) if hit.fingerprint not in known}
    refused = [hit for hit in added.values() if hit.fingerprint not in allowed]
    if refused:
        details = tuple(_told(new, hit) for hit in refused)
        raise SecretFound(details, path=path, fingerprint=refused[0].fingerprint)
    for hit in added.values():
        comment = suppression.comment(hit.code, hit.fingerprint, f"allowed by {actor}")
        new = suppression.written(new, comment, yaml=yaml)
    return new


def _secrets(text: str) -> Iterator[Hit]:
    return (hit for hit in privacy.scan(text) if hit.code in SECRET)


def _told(text: str, hit: Hit) -> Said:
    line = text.count("\n", 0, hit.start) + 1
    return Said(
        "line {line}: {what} (fingerprint {fingerprint})",
        line=line,
        what=hit.what,
        fingerprint=hit.fingerprint,
    )


def personal(ticket: Ticket, before: Ticket | None) -> tuple[Hit, ...]:
    """What a change brought in that belongs in customers/: numbers of people, cards, passwords."""
    known = {event.id for event in before.events} if before else set()
    new = [event for event in ticket.events if event.id not in known]
    texts = [text for event in new for text in (event.text, *(value for _, value in event.attributes))]
    return personal_in((*texts, *(() if before else ticket.sections.values())))


def personal_in(texts: Iterable[str]) -> tuple[Hit, ...]:
    """Each once; a mail address is worth no warning while somebody is at work, `check` speaks of it."""
    found = (hit for text in texts for hit in privacy.scan(text) if hit.code not in (*SECRET, "P607"))
    return tuple({hit.fingerprint: hit for hit in found}.values())
