"""Articles, templates and calendars."""

from supportctl.errors import Broken, NotFound, Refused, Usage


class ArticleNotFound(NotFound):
    message = "no article answers to {wanted}"
    fix = "supportctl kb list"


class ArticleAmbiguous(NotFound):
    message = "{wanted} could be {count} articles; give more of the ID"


class ArticleRefused(Refused):
    """A step in an article's life that its state or its content does not allow; the details say why."""

    message = "{id} cannot be {done} as it is:"
    fix = "supportctl kb edit {id} -e"


class ArticleFixed(Refused):
    message = "{id}: {name} of an article never changes; nothing was written"


class TemplateNotFound(NotFound):
    message = "there is no template {name}"
    fix = "supportctl template list"

    def __init__(self, name: str, guess: str = "") -> None:
        if guess:
            self.fix = "did you mean {guess}?"
        super().__init__(name=name, guess=guess)


class TemplateIncomplete(Usage):
    """`missing` are the names as they stand in the template, `way` the options that give them."""

    message = "the template {name} needs {missing}"
    fix = "give it with {way}"


class TemplateRefused(Refused):
    """What a template may not do, or not that long; the reason is the template engine's own words."""

    message = "the template {path} was stopped: {reason}"
    fix = "supportctl template lint"


class TemplateBroken(Broken):
    """The reason is the template engine's own words."""

    message = "the template {path} does not parse, line {line}: {reason}"
    fix = "supportctl template lint"


class CalendarUnknown(NotFound):
    message = "there is no calendar {name}; there are {known}"
