"""Every refusal of supportctl, each with its exit code.

    SupportctlError
      Usage        2  the words of the command are off
      NotFound     3  nothing, or more than one thing, answers to that name
      Refused      4  a rule, a conflict or the state of the repository says no
      Broken       5  a file, the repository or the disk is in no state to go on
      Cancelled    6  the person said no at a prompt

Here stand the kinds; what is raised stands in a module for each subject, loaded by who needs it.

A message is English with {placeholders}; `render/words.py` says it in the reader's language.
Nothing here imports anything else, so every layer may raise.
"""


class Said:
    """A sentence not yet put into a language: the English text and the values of its placeholders."""

    __slots__ = ("params", "text")

    def __init__(self, text: str, /, **params: object) -> None:
        self.text = text
        self.params = params

    def __str__(self) -> str:
        return self.text.format(**self.params)

    def __repr__(self) -> str:
        return f"Said({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Said) and (self.text, self.params) == (other.text, other.params)

    def __hash__(self) -> int:
        return hash(self.text)


class SupportctlError(Exception):
    """What every refusal shares: what is wrong (`message`), more of it (`details`), the way out (`fix`)."""

    exit_code = 70
    message = "{reason}"
    fix = ""

    def __init__(self, details: "tuple[Said, ...]" = (), **params: object) -> None:
        self.params = params
        self.details = details
        super().__init__(self.message.format(**params))

    @property
    def said(self) -> Said:
        return Said(self.message, **self.params)

    @property
    def way_out(self) -> Said | None:
        return Said(self.fix, **self.params) if self.fix else None


class Usage(SupportctlError):
    exit_code = 2


class NotFound(SupportctlError):
    exit_code = 3


class Refused(SupportctlError):
    exit_code = 4


class Broken(SupportctlError):
    exit_code = 5


class Cancelled(SupportctlError):
    exit_code = 6
    message = "cancelled; nothing was written"
