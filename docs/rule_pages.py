"""Writes docs/rules/: a page for each rule of `supportctl check`, in both languages."""

from pathlib import Path

from supportctl.domain.finding import RULES
from supportctl.render import rules
from supportctl.render.words import Words

FOLDER = Path(__file__).parent / "rules"
ENGLISH, CHINESE = Words("en"), Words("zh")


def pages() -> dict[str, str]:
    """Every file of the folder by name."""
    found = {f"{code}.md": page(code) for code in RULES}
    return {"README.md": index(), **found}


def page(code: str) -> str:
    english = list(rules.page(code, ENGLISH))
    chinese = list(rules.page(code, CHINESE))[2:]
    return "\n".join([*english, "", "---", "", *chinese]) + "\n"


def index() -> str:
    lines = ["# Rules · 规则", ""]
    family = ""
    for code, rule in sorted(
        RULES.items(), key=lambda item: (list(rules.FAMILIES).index(item[0][0]), item[0])
    ):
        if rule.family != family:
            family = rule.family
            title = f"{ENGLISH(rules.FAMILIES[family])} · {CHINESE(rules.FAMILIES[family])}"
            lines += ["", f"## {family}: {title}", "", "| code | name | severity |", "|---|---|---|"]
        lines.append(f"| [{code}]({code}.md) | {rule.name} | {rule.severity} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
