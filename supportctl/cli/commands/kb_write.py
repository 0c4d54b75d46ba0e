"""`supportctl kb new` and `kb edit`: what an article says."""

from collections.abc import Mapping
from typing import Annotated

import typer

from supportctl.actions import articles, capture, find, people
from supportctl.actions.articles import Content, Done
from supportctl.cli.articles import identity, tell
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import Editor, FormatOption, Messages, TextFile, exclusive, read_text
from supportctl.cli.output import Format
from supportctl.cli.values import ArticleArg, Category, SpokenLanguage
from supportctl.cli.work import Work
from supportctl.domain.article import FORM, language_of
from supportctl.domain.markup import one_line
from supportctl.domain.schema import Value, as_text, fault_of
from supportctl.errors import Said
from supportctl.errors.command import BadValue, EmptyText, Misused
from supportctl.render import story
from supportctl.store import articles as store
from supportctl.store import skeletons

app = typer.Typer(add_completion=False)

Product = Annotated[str | None, typer.Option("--product", help="The product concerned.")]
Module = Annotated[str | None, typer.Option("--module", help="The part of the product.")]
Versions = Annotated[
    list[str],
    typer.Option("--release", metavar="VERSION", default_factory=list, help="A version it holds for."),
]
CategoryOption = Annotated[Category | None, typer.Option("--category", help="One of the five categories.")]
Tags = Annotated[list[str], typer.Option("-t", "--tag", metavar="TAG", default_factory=list, help="A tag.")]
Owner = Annotated[str | None, typer.Option("--owner", metavar="WHO", help="Who keeps it right, or @me.")]
FixOwner = Annotated[
    str | None,
    typer.Option("--fix-owner", metavar="WHO", help="Who owes the fix, where this is a workaround."),
]
FixVersion = Annotated[
    str | None, typer.Option("--fix-version", metavar="VERSION", help="The release that brings the fix.")
]
Translates = Annotated[
    str | None, typer.Option("--translates", metavar="ARTICLE", help="The article it is a translation of.")
]
Symptom = Annotated[str | None, typer.Option("--symptom", help="What the customer sees.")]
Environment = Annotated[
    str | None, typer.Option("--environment", help="Where it happens: product, version, system.")
]
Cause = Annotated[str | None, typer.Option("--cause", help="Why it happens, where that is known.")]
Resolution = Annotated[str | None, typer.Option("--resolution", help="What to do about it.")]


def _checked(values: Mapping[str, Value]) -> dict[str, Value]:
    for name, value in values.items():
        wrong = fault_of(FORM.by_name[name], value)
        if wrong:
            raise BadValue(name=name, value=as_text(value), reason=wrong)
    return dict(values)


def _line(text: str | None) -> str:
    return one_line(text or "")


def _given(**sections: str | None) -> dict[str, str]:
    return {name: text for name, text in sections.items() if text is not None}


def _written(
    work: Work,
    sections: Mapping[str, str],
    *,
    held: Mapping[str, str],
    message: list[str],
    file: str,
    edit: bool,
    language: str,
    category: str,
) -> dict[str, str]:
    """What the ticket gave, over it -m (the symptom) or -F, the options for single sections, the editor."""
    if message and file:
        raise exclusive("-m", "-F", command="supportctl kb new")
    found = {**held, **(skeletons.read(read_text(file), FORM) if file else {})}
    if message:
        found["symptom"] = "\n\n".join(message)
    found |= sections
    if edit or (work.session.interactive and not found):
        # Here, because few runs open an editor and it needs temporary files and processes.
        from supportctl.cli.skeletons import asked  # noqa: PLC0415

        found = asked(work, FORM, found, language=language, category=category)
    return found


@app.command(
    "new",
    epilog=examples(
        'supportctl kb new "Report export times out" --product crm --resolution "Raise export.timeout."',
        'supportctl kb new "登录后页面空白" --product crm --release 5.2.1 -F article.md',
        "supportctl kb new --from 7f3k2",
    ),
)
@changes
def write_new(
    ctx: typer.Context,
    title: Annotated[
        str, typer.Argument(metavar="TITLE", help="The problem in one line.", show_default=False)
    ] = "",
    *,
    source: Annotated[
        str,
        typer.Option("--from", metavar="TICKET", help="Take it from this ticket, names left out; link both."),
    ] = "",
    product: Product = None,
    module: Module = None,
    versions: Versions,
    category: CategoryOption = None,
    tag: Tags,
    owner: Owner = None,
    language: Annotated[
        SpokenLanguage | None,
        typer.Option("--language", help="The language it is written in; by default seen."),
    ] = None,
    translates: Translates = None,
    fix_owner: FixOwner = None,
    fix_version: FixVersion = None,
    symptom: Symptom = None,
    environment: Environment = None,
    cause: Cause = None,
    resolution: Resolution = None,
    message: Messages,
    file: TextFile = "",
    edit: Editor = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Write an article.

    The editor opens with the template skeleton-article; its prompts are no content.

    -m gives the symptom; a file has headings: Symptom, Environment, Cause, Resolution, or their Chinese.
    """
    work = Work.at(ctx)
    ticket = work.path(source) if source else ""
    held = capture.content_of(work.desk, work.ticket(ticket)) if ticket else Content({})
    title = one_line(
        title or as_text(held.fields.get("title", "")) or work.session.ask("title:", flag="TITLE")
    )
    if not title:
        raise EmptyText(name="title")
    single = _given(symptom=symptom, environment=environment, cause=cause, resolution=resolution)
    wanted = language or (language_of(title) if ticket else work.session.words.language)
    sections = _written(
        work,
        single,
        held=held.sections,
        message=message,
        file=file,
        edit=edit or bool(ticket and work.session.interactive),
        language=wanted,
        category=category.value if category else as_text(held.fields.get("category", "")),
    )
    given: dict[str, Value] = {
        "translation_of": identity(work, translates) if translates else "",
        "category": category.value if category else "",
        "product": _line(product),
        "module": _line(module),
        "versions": tuple(dict.fromkeys(versions)),
        "tags": tuple(dict.fromkeys(tag)),
        "owner": people.assignee(work.desk, owner) if owner else "",
        "fix_owner": _line(fix_owner),
        "fix_version": _line(fix_version),
    }
    values = {**held.fields, "title": title, **{name: value for name, value in given.items() if value}}
    own = language.value if language else language_of("".join((title, *sections.values())))
    content = Content(_checked(values), sections)
    if not ticket:
        tell(work, articles.open_article(work.desk, content, work.doing(), language=own), fmt)
        return
    done, linked = articles.open_from(work.desk, content, work.doing(), language=own, ticket=ticket)
    tell(work, done, fmt)
    for event in () if done.recorded.diff else linked.new_events:
        work.session.say("{id}: {what}", id=linked.ticket.id, what=story.tell(event))


@app.command(
    "edit",
    epilog=examples(
        "supportctl kb edit a1b2c -e",
        'supportctl kb edit a1b2c --cause "连接池只有 10 个连接。" --tag database',
    ),
)
@changes
def edit_article(
    ctx: typer.Context,
    article: ArticleArg,
    *,
    title: Annotated[str | None, typer.Option("--title", help="The problem in one line.")] = None,
    product: Product = None,
    module: Module = None,
    versions: Versions,
    category: CategoryOption = None,
    tag: Tags,
    owner: Owner = None,
    translates: Translates = None,
    fix_owner: FixOwner = None,
    fix_version: FixVersion = None,
    symptom: Symptom = None,
    environment: Environment = None,
    cause: Cause = None,
    resolution: Resolution = None,
    edit: Annotated[bool, typer.Option("-e", "--edit", help="Change the whole file in your editor.")] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Change an article; an empty value takes the field away."""
    work = Work.at(ctx)
    path = find.article_path(work.desk, article)
    lines = {
        "title": title,
        "category": category.value if category else None,
        "product": product,
        "module": module,
        "fix_owner": fix_owner,
        "fix_version": fix_version,
    }
    values: dict[str, Value] = {name: one_line(text) for name, text in lines.items() if text is not None}
    if versions:
        values["versions"] = tuple(dict.fromkeys(filter(None, versions)))
    if tag:
        values["tags"] = tuple(dict.fromkeys(filter(None, tag)))
    if owner is not None:
        values["owner"] = people.assignee(work.desk, owner) if owner else ""
    if translates is not None:
        values["translation_of"] = identity(work, translates) if translates else ""
    sections = _given(symptom=symptom, environment=environment, cause=cause, resolution=resolution)
    if not values.get("title", "title"):
        raise EmptyText(name="title")
    if values or sections:
        done = articles.set_fields(work.desk, path, work.doing(), content=Content(_checked(values), sections))
    elif edit or work.session.interactive:
        done = _in_editor(work, path)
    else:
        way = Said("see {command} --help", command=ctx.command_path)
        raise Misused(problem=Said("say what to change, or give -e"), way=way)
    tell(work, done, fmt)


def _in_editor(work: Work, path: str) -> Done:
    # Here, because few runs open an editor and it needs temporary files and processes.
    from supportctl.cli.editor import edited  # noqa: PLC0415

    reading = store.load(work.desk.root, path)
    text = edited(work.session, reading.text if reading else "")
    if not text.strip():
        raise EmptyText(name=Said("article"))
    return articles.rewrite(work.desk, path, work.doing(), text=f"{text}\n")
