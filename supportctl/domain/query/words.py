"""Free text in a query: apart from the rest of it, because a hit is marked by it alone."""

from supportctl.domain.frozen import frozen


@frozen
class Words:
    """Free text in the title and the body: one word, or a phrase; `column` is "title", "body" or both."""

    text: str
    quoted: bool = False
    prefix: bool = False
    column: str = ""

    def __str__(self) -> str:
        text = f'"{self.text}"' if self.quoted else self.text
        return (f"{self.column}:" if self.column else "") + text + ("*" if self.prefix else "")
