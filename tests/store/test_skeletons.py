"""A prompt is never an answer, and an answer never loses a byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain import article
from supportctl.domain.schema import TICKETS
from supportctl.render import template
from supportctl.store import skeletons, templates
from tests.store.test_templates import SKELETONS

OWN = """Ask first, type later.

## Symptom

<!-- what? -->

- seen by:

## Business impact

<!-- what? -->

## Timeline

## Environment

<!-- a prompt
of two lines --> <!-- and a third -->
"""
LINES = st.one_of(
    st.sampled_from(
        (
            *(
                "",
                "  ",
                "\ttab",
                "first line",
                "第二行",
                "### own",
                "#",
                "\\",
                "<!-- mine -->",
                "<!--",
                "-->",
            ),
            *("<!-- open", "```", "~~~", "    ## indented", "---", "- seen by: all", "## Stack trace", "<b>"),
        )
    ),
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=20).filter(
        lambda line: not line.startswith("## ")
    ),
)


def shipped(tmp_path, name: str, language: str) -> str:
    shelf = templates.load(tmp_path)
    source = shelf.find(name, language)
    assert source.language == language
    return template.render(shelf.texts, source.file, {}, trusted=True).body


def form_of(name: str):
    return article.FORM if name == "skeleton-article" else TICKETS


@pytest.fixture(scope="module")
def all_skeletons(tmp_path_factory):
    empty = tmp_path_factory.mktemp("desk")
    found = [
        (shipped(empty, name, language), form_of(name), language)
        for name in SKELETONS
        for language in ("en", "zh")
    ]
    return [*found, (OWN, TICKETS, "en"), ("", TICKETS, "zh"), ("", article.FORM, "en")]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", SKELETONS)
def test_every_section_is_asked_for_and_none_is_answered(tmp_path, name, language):
    skeleton, form = shipped(tmp_path, name, language), form_of(name)
    headings = [line.removeprefix("## ") for line in skeleton.splitlines() if line.startswith("## ")]
    assert headings == [pair[language == "zh"] for pair in form.sections.values()]
    assert skeleton.count("<!--") == skeleton.count("-->") == len(headings)
    assert skeletons.read(skeletons.filled(skeleton, {}, form, language), form, skeleton) == {}


def test_untouched_is_empty(all_skeletons):
    for skeleton, form, language in all_skeletons:
        assert skeletons.read(skeleton, form, skeleton) == {}
        assert skeletons.read(skeleton.replace("\n", "\r\n"), form, skeleton) == {}
        assert skeletons.read(skeletons.filled(skeleton, {}, form, language), form, skeleton) == {}


@given(data=st.data())
def test_what_is_written_is_kept_to_the_byte(all_skeletons, data):
    """Below its prompt, in any of the sections; an open fence is closed, for it would swallow the rest."""
    skeleton, form, language = data.draw(st.sampled_from([one for one in all_skeletons if one[0] != OWN]))
    texts = st.lists(LINES, max_size=5).map(lambda lines: "\n".join(lines).strip("\n"))
    if form is not TICKETS:
        texts = texts.filter(lambda text: "## Stack" not in text)  # an article has sections of its own
    written = data.draw(st.dictionaries(st.sampled_from([*form.sections]), texts))
    prompts = [line for line in skeleton.splitlines() if line.startswith("<!--")]
    assert not any(prompt in text for prompt in prompts for text in written.values())
    found = skeletons.read(skeletons.filled(skeleton, written, form, language), form, skeleton)
    closed = {name: skeletons.filled("", {name: text}, form, language) for name, text in written.items()}
    wanted = {name: text.split("\n\n", 1)[1] for name, text in closed.items() if written[name].strip()}
    assert found == wanted
    for name, text in found.items():
        assert text.startswith(written[name])
        assert not text.removeprefix(written[name]).strip("\n~`")


def test_prompts_go_wherever_they_ended_up_and_only_they():
    skeleton = "## Symptom\n\n<!-- what? -->\n\n## Environment\n\n<!-- where? -->\n"
    text = (
        "<!-- mine -->\n\n## Symptom\n\nabove\n<!-- what? -->\nbelow <!-- where? --> it\n\n"
        "## Environment\n\n<!-- where? and when? -->\n<!-- what? -->"
    )
    assert skeletons.read(text, TICKETS, skeleton) == {
        "symptom": "<!-- mine -->\n\nabove\nbelow  it",
        "environment": "<!-- where? and when? -->\n<!-- what? -->",
    }


def test_a_skeleton_of_the_desks_own():
    text = skeletons.filled(OWN, {"symptom": "It hangs.", "steps": "open it"}, TICKETS, "en")
    assert text.index("- seen by:") < text.index("It hangs.") < text.index("## Business impact")
    assert text.endswith("## Steps to reproduce\n\nopen it")
    assert skeletons.read(text.replace("## Timeline", "all stand still\n\n## Timeline"), TICKETS, OWN) == {
        "symptom": "- seen by:\n\nIt hangs.",
        "Business impact": "all stand still\n\n## Timeline",
        "steps": "open it",
    }


def test_a_heading_in_what_is_quoted_opens_no_section_of_a_ticket():
    text = "It says\n## Timeline\n## customer\n```\n## Environment\n```"
    assert skeletons.read(text, TICKETS) == {"symptom": text}


def test_an_article_may_have_sections_of_its_own():
    assert skeletons.read("It hangs.\n\n## Cause\n\nA lock.\n\n## Variants\n\nv", article.FORM) == {
        "symptom": "It hangs.",
        "cause": "A lock.",
        "Variants": "v",
    }
    both = skeletons.read("above\n\n## Symptom\n\nbelow", article.FORM)
    assert both == {"symptom": "above\n\nbelow"}
