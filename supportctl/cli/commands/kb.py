"""`supportctl kb`: the knowledge base. Its commands stand in the modules beside this one."""

import typer

from supportctl.cli.commands import kb_life, kb_look, kb_search, kb_stats, kb_suggest, kb_write
from supportctl.cli.help import examples

app = typer.Typer(
    add_completion=False,
    help="Write, find and keep the articles of the knowledge base.",
    epilog=examples("supportctl kb list --status draft", "supportctl kb show a1b2c"),
)
for part in (kb_write.app, kb_look.app, kb_search.app, kb_suggest.app, kb_life.app, kb_stats.app):
    app.add_typer(part)
