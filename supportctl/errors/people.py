"""Customers, their contacts, and the team."""

from supportctl.errors import NotFound, Refused


class CustomerNotFound(NotFound):
    """`guess` is the slug of the nearest name, if one is near."""

    message = "no customer answers to {wanted}"
    fix = "supportctl customer list; a new one: supportctl customer new {wanted}"

    def __init__(self, wanted: str, guess: str = "") -> None:
        if guess:
            self.fix = "did you mean {guess}?"
        super().__init__(wanted=wanted, guess=guess)


class ContactNotFound(NotFound):
    """The details are the contacts there are."""

    message = "{customer} has no contact {wanted}"
    fix = "supportctl customer edit {customer} --contact-name NAME adds one"


class CustomerExists(Refused):
    message = "there is a customer {slug} already; nothing was written"
    fix = "supportctl customer show {slug}, or supportctl customer edit {slug}"


class MemberExists(Refused):
    message = "{slug} is on the team already ({name}); nothing was written"
    fix = "supportctl team list"
