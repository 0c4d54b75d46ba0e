"""`supportctl kb`: the knowledge base. Its commands stand in the modules beside this one."""

from supportctl.cli.help import examples
from supportctl.cli.parts import Parts

_BESIDE = {
    "kb_write": ("new", "edit"),
    "kb_look": ("list", "show"),
    "kb_search": ("search",),
    "kb_suggest": ("suggest",),
    "kb_life": ("link", "review", "publish", "flag", "retire"),
    "kb_stats": ("stats",),
}

app = Parts(
    modules={
        name: f"supportctl.cli.commands.{module}" for module, names in _BESIDE.items() for name in names
    },
    help="Write, find and keep the articles of the knowledge base.",
    epilog=examples("supportctl kb list --status draft", "supportctl kb show a1b2c"),
)
