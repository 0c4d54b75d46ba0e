"""An example mapping: tickets of another system as JSON lines for `supportctl import -`.

    python docs/mapping.py tickets.jsonl | supportctl import -

Each input line has subject, body, answer, type, queue, priority (low, medium, high), language and tags.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

PRIORITY = {"high": "P2", "medium": "P3", "low": "P4"}
URGENCY = {"high": "high", "medium": "normal", "low": "low"}
CATEGORY = {"Incident": "defect", "Problem": "defect", "Request": "guidance", "Change": "configuration"}
MAIL = "email"


def mapped(line: str, number: int) -> dict[str, object]:
    old = json.loads(line)
    body = old.get("body") or "(no text)"
    title = old.get("subject") or " ".join(body.split())[:80]
    messages = [{"direction": "in", "channel": MAIL, "text": body}]
    if old.get("answer"):
        messages.append({"direction": "out", "channel": MAIL, "text": old["answer"]})
    tags = [*(old.get("tags") or []), old.get("queue") or "", f"lang-{old.get('language') or 'xx'}"]
    return {
        "key": f"multilang-{number}",
        "title": title,
        "priority": PRIORITY.get(old.get("priority"), "P3"),
        "urgency": URGENCY.get(old.get("priority"), "normal"),
        "category": CATEGORY.get(old.get("type"), ""),
        "tags": sorted({slug(tag) for tag in tags if tag}),
        "symptom": body,
        "messages": messages,
    }


def slug(text: str) -> str:
    """A tag has no spaces and no commas."""
    return "-".join(text.replace(",", " ").replace("&", " ").lower().split())


def main(path: str) -> Iterator[str]:
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        yield json.dumps(mapped(line, number), ensure_ascii=False)


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in main(sys.argv[1]))
