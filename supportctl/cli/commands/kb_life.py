"""`supportctl kb link`, `review`, `publish`, `flag` and `retire`: an article in use."""

import typer

from supportctl.actions import article_life as life
from supportctl.actions import articles, find
from supportctl.cli.articles import identity, tell
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, Messages
from supportctl.cli.output import Format
from supportctl.cli.values import ArticleArg, TicketArg
from supportctl.cli.work import Work
from supportctl.domain.markup import one_line
from supportctl.errors.command import EmptyText

app = typer.Typer(add_completion=False)


@app.command(
    "link", epilog=examples("supportctl kb link a1b2c 7f3k2", "supportctl kb link KB-20260914-A1B2C @last")
)
@changes
def link_article(
    ctx: typer.Context, article: ArticleArg, ticket: TicketArg, *, fmt: FormatOption = Format.AUTO
) -> None:
    """Link an article to a ticket whose problem it is about."""
    work = Work.at(ctx)
    done = articles.link(work.desk, work.path(ticket), work.doing(), article=identity(work, article))
    work.tell(done, fmt)
    if not done.new_events and not done.repeated:
        work.session.say("{id}: nothing to change", id=done.ticket.id)


@app.command("review", epilog=examples("supportctl kb review a1b2c", "supportctl kb review a1b2c --as bob"))
@changes
def review_article(ctx: typer.Context, article: ArticleArg, *, fmt: FormatOption = Format.AUTO) -> None:
    """Say that you read an article and found it right: it is validated, and its flag is gone."""
    work = Work.at(ctx)
    tell(work, life.review(work.desk, find.article_path(work.desk, article), work.doing()), fmt)


@app.command(
    "publish", epilog=examples("supportctl kb publish a1b2c", "supportctl kb publish a1b2c --dry-run")
)
@changes
def publish_article(ctx: typer.Context, article: ArticleArg, *, fmt: FormatOption = Format.AUTO) -> None:
    """Let customers read a validated article."""
    work = Work.at(ctx)
    tell(work, life.publish(work.desk, find.article_path(work.desk, article), work.doing()), fmt)


@app.command(
    "flag",
    epilog=examples(
        'supportctl kb flag a1b2c -m "step 3 is wrong since 5.3"',
        'supportctl kb flag a1b2c -m "5.3 之后第三步不再适用"',
    ),
)
@changes
def flag_article(
    ctx: typer.Context, article: ArticleArg, *, message: Messages, fmt: FormatOption = Format.AUTO
) -> None:
    """Say what is wrong with an article; the next review takes the flag away."""
    work = Work.at(ctx)
    path = find.article_path(work.desk, article)
    reason = one_line(" ".join(message) or work.session.ask("what is wrong:", flag="-m REASON"))
    if not reason:
        raise EmptyText(name="reason")
    tell(work, life.flag(work.desk, path, work.doing(), reason=reason), fmt)


@app.command(
    "retire",
    epilog=examples('supportctl kb retire a1b2c -m "fixed in 5.3"', "supportctl kb retire a1b2c --dry-run"),
)
@changes
def retire_article(
    ctx: typer.Context, article: ArticleArg, *, message: Messages, fmt: FormatOption = Format.AUTO
) -> None:
    """Take an article out of use; the file stays, and a review brings it back."""
    work = Work.at(ctx)
    path = find.article_path(work.desk, article)
    tell(work, life.retire(work.desk, path, work.doing(), reason=one_line(" ".join(message))), fmt)
