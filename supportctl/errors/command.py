"""What was typed: words, values and texts that will not do, and questions nobody answered."""

from supportctl.errors import Broken, Cancelled, NotFound, Usage


class UnknownValue(Usage):
    """A word outside a closed list; `allowed` names the list, `guess` the nearest word."""

    message = "{name}: {value} is not one of {allowed}"

    def __init__(self, name: str, value: str, allowed: "tuple[str, ...]", guess: str = "") -> None:
        if guess:
            self.fix = "did you mean {guess}?"
        super().__init__(name=name, value=value, allowed=", ".join(allowed), guess=guess)


class BadTime(Usage):
    message = "{value} is not a time supportctl understands"
    fix = "try 2026-09-14T15:00+08:00, 15:00, +2h, 3d, 5bd, eod, tomorrow 9am, 明天下午3点 or 下周一"


class EmptyText(Usage):
    message = "{name} is empty; nothing was written"
    fix = "give it with -m TEXT, -F FILE, -F - or -e"


class BadValue(Usage):
    message = "{name}: {value} will not do: {reason}"


class Misused(Usage):
    """The parser could not read the command line; `problem` and `way` are whole sentences."""

    message = "{problem}"
    fix = "{way}"


class NobodyToAsk(Usage):
    message = "no answer to '{question}', and nobody is here to give one"
    fix = "give it with {flag}"


class BadQuery(Usage):
    """`details` are the query and, below it, a caret at the character that is meant."""

    message = "the query is not understood: {reason}"
    fix = "{way}"


class UnknownRule(Usage):
    message = "{option}: no rule has the code or the name {wanted}"
    fix = "supportctl rule --all"


class NoRule(NotFound):
    message = "there is no rule {wanted}"
    fix = "supportctl rule --all"


class EditorFailed(Cancelled):
    message = "the editor {editor} ended with {code}; nothing was written"


class WrongSystem(Broken):
    message = "supportctl runs on Linux and macOS, not on {system}"
    fix = "on Windows run it under WSL: wsl --install"
