"""The four things a ticket has to hold, asked of a person in the order of M-2.1.2.

Customer and contact; symptom, time, steps and error; environment; the customer's own view of the urgency.
What was given already is not asked. An empty answer leaves the thing open.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from supportctl.actions import intake_draft
from supportctl.cli.work import Work
from supportctl.domain.customer import Customer
from supportctl.domain.markup import one_line
from supportctl.domain.near import near
from supportctl.domain.query.parse import parse
from supportctl.domain.schema import URGENCIES
from supportctl.errors import Said
from supportctl.errors.command import BadTime
from supportctl.store import customers as stored
from supportctl.store.catalog import Catalog

Offer = tuple[str, str]
"""A value, and the name that people know it by."""

MOST_OFFERS = 9
LONGEST_LIST = 50


class Interview:
    """One conversation; every answer is kept at once, so that nothing that stops it loses the text."""

    def __init__(self, work: Work, given: dict[str, str]) -> None:
        self.work = work
        self.session = work.session
        self.answers = given

    def hold(self) -> dict[str, str]:
        known = tuple(reading.customer for reading in stored.all_of(self.work.desk.root) if reading.customer)
        self.session.say("an empty answer leaves a question open; Ctrl-C stops and keeps what was said")
        self._ask("customer", lambda: self._customer(known))
        self._ask("contact", lambda: self._contact(known))
        self._ask("title", self._title)
        self._ask("symptom", lambda: self._text(Said("what does the customer see? (an empty line ends it)")))
        self._ask("occurred", self._time)
        self._ask("steps", lambda: self._text(Said("how can it be brought about? (an empty line ends it)")))
        self._ask(
            "error", lambda: self._text(Said("what does the error message say? (an empty line ends it)"))
        )
        self._ask("product", lambda: self._choose(Said("product:"), self._products(), strict=False))
        self._ask("version", lambda: one_line(self._line(Said("version of the product:"))))
        self._ask(
            "environment",
            lambda: self._text(Said("hardware and software it runs on? (an empty line ends it)")),
        )
        self._ask("urgency", self._urgency)
        return self.answers

    def _ask(self, name: str, question: Callable[[], str]) -> None:
        if not self.answers.get(name):
            self.answers[name] = question()
            intake_draft.keep(self.work.desk, self.answers)

    def _line(self, question: Said) -> str:
        return self.session.ask(question, flag="--help")

    def _title(self) -> str:
        while True:
            title = one_line(self.session.ask("the problem in one line:", flag="TITLE"))
            if title:
                return title
            self.session.say("a ticket needs that one line")

    def _text(self, question: Said) -> str:
        lines = [self._line(question)]
        while lines[-1]:
            lines.append(self._line(Said("…")))
        return "\n".join(lines).strip()

    def _time(self) -> str:
        while True:
            said = self._line(Said("when did it happen, for example today 9:30 or 昨天下午3点?"))
            if not said:
                return ""
            try:
                return self.work.moment(said).isoformat(timespec="seconds")
            except BadTime as error:
                self.session.refuse(error)

    def _customer(self, known: Sequence[Customer]) -> str:
        offers = [(one.slug, one.shown) for one in known]
        return self._choose(Said("whose problem is it?"), offers, strict=bool(offers))

    def _contact(self, known: Sequence[Customer]) -> str:
        customer = next((one for one in known if one.slug == self.answers.get("customer")), None)
        offers = [(one.slug, one.shown) for one in customer.contacts if one.shown] if customer else []
        return self._choose(Said("who reported it?"), offers, strict=True) if offers else ""

    def _urgency(self) -> str:
        offers = [(value, "") for value in URGENCIES]
        return self._choose(Said("how urgent does the customer find it?"), offers, strict=True)

    def _products(self) -> list[Offer]:
        desk, session = self.work.desk, self.session
        with Catalog.open(desk.repository, desk.config.workflow.types) as catalog:
            catalog.refresh()
            page = catalog.select(parse("has:product"), now=session.now, zone=desk.config.zone)
        used = Counter(row.text("product") for row in page.items)
        return [(product, "") for product, _ in used.most_common(MOST_OFFERS)]

    def _choose(self, question: Said, offers: Sequence[Offer], *, strict: bool) -> str:
        """One of the offers by number, value or name; without `strict` any other answer will do as well."""
        shown = offers[:LONGEST_LIST]
        for number, (value, name) in enumerate(shown, 1):
            self.session.say("  {number}  {value}  {name}", number=number, value=value, name=name)
        while True:
            said = one_line(self._line(question))
            if said.isascii() and said.isdigit() and 0 < int(said) <= len(shown):
                return shown[int(said) - 1][0]
            exact = [
                value for value, name in offers if said.casefold() in (value.casefold(), name.casefold())
            ]
            if len(exact) == 1 or not said or not strict:
                return exact[0] if len(exact) == 1 else said
            names = {word: value for value, name in offers for word in (value, name) if word}
            meant = near(said, names)
            if meant:
                self.session.say("{said} is not among them; did you mean {guess}?", said=said, guess=meant[0])
            else:
                self.session.say("{said} is not among them; give a number or a name", said=said)
