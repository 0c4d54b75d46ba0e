"""`new -e` and `kb new -e`: the editor opens with a skeleton, and its prompts are never taken for answers."""

import json
from pathlib import Path

import pytest

from supportctl.store.desk import Desk
from tests.support.git import git, hook, put


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """An editor that runs this sed script; what it was given is in the file that comes back."""

    def install(script: str = "", *, code: int = 0):
        given = tmp_path / "given.md"
        put(tmp_path / "script.sed", script)
        put(tmp_path / "editor.sh", f'cp "$1" {given}\nsed -i -f {tmp_path}/script.sed "$1"\nexit {code}\n')
        monkeypatch.setenv("SUPPORTCTL_EDITOR", f"sh {tmp_path}/editor.sh")
        return given

    return install


def shown(run, *words: str):
    (item,) = json.loads(run(*words, "--json").out)["items"]
    return item


def count(desk) -> int:
    return int(git(desk, "rev-list", "--count", "HEAD"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "words",
    [
        ("new", "It hangs"),
        ("new", "It hangs", "--category", "defect"),
        ("new", "卡住", "--category", "configuration"),
        ("kb", "new", "It hangs"),
    ],
    ids=" ".join,
)
def test_an_untouched_skeleton_is_empty_and_refused(desk, run, editor, words, language):
    given = editor()
    before = count(desk)
    done = run(*words, "-e", "--lang", language)
    assert done.code == 2
    assert ("nothing was written" if language == "en" else "没有写入任何内容") in done.err
    assert "-F /" not in done.err, "there is nothing that would be worth keeping"
    assert count(desk) == before
    assert given.read_text("utf-8").count("<!--") == 4
    assert run("new", "--recover").code == 3


def test_what_is_written_is_the_ticket_and_the_rest_stays_empty(desk, run, editor):
    editor("s/^## Environment$/&\\n\\n<!-- mine -->\\ncrm 5.2 on <Linux>/")
    done = run("new", "It hangs", "-e", "-q")
    assert done.code == 0, done.err
    assert shown(run, "show", "@last")["sections"] == {"environment": "<!-- mine -->\ncrm 5.2 on <Linux>"}
    text = next((desk / "tickets").rglob("T-*.md")).read_text("utf-8")
    assert text.count("<!--") == 1, text
    assert run("check").code == 0
    refused = run("move", "@last", "accepted")
    assert refused.code == 4
    assert "a description of the problem" in refused.err
    assert "the environment" not in refused.err


def test_what_is_known_already_stands_below_its_prompt(desk, run, editor):
    given = editor("s/^No answer/&, no log/")
    done = run(
        "new", "It hangs", "-m", "No answer.\n\n## Environment\n", "--error", "E-1\n```\nlog", "-e", "-q"
    )
    assert done.code == 0, done.err
    opened = given.read_text("utf-8")
    assert opened.index("<!-- What does the customer see") < opened.index("No answer.") < opened.index("E-1")
    assert shown(run, "show", "@last")["sections"] == {
        "symptom": "No answer, no log.",
        "error": "E-1\n```\nlog\n```",
    }


def test_a_section_that_is_emptied_is_empty(desk, run, editor):
    editor("/^No answer/d; s/^E-1/E-2/")
    assert run("new", "It hangs", "-m", "No answer.", "--error", "E-1", "-e", "-q").code == 0
    assert shown(run, "show", "@last")["sections"] == {"error": "E-2"}


def test_text_without_headings_is_the_symptom(desk, run, editor):
    editor("1,$d\n$a It hangs since nine.".replace("1,$d\n", "$!d\ns/.*//\n"))
    assert run("new", "It hangs", "-e", "-q").code == 0
    assert shown(run, "show", "@last")["sections"] == {"symptom": "It hangs since nine."}


def test_the_category_has_a_skeleton_and_the_desk_the_last_word(desk, run, editor):
    given = editor()
    run("new", "It hangs", "-e", "--category", "defect")
    assert "by the manual" in given.read_text("utf-8")
    run("new", "It hangs", "-e", "--category", "guidance")
    assert "by the manual" not in given.read_text("utf-8")
    put(
        desk / "templates/skeleton-ticket-guidance.en.md.j2",
        "## Symptom\n\n<!-- for {{ ticket.product }}? -->\n\n## customer\n\n<!-- which? -->\n",
    )
    editor("s/^## customer$/&\\n\\nthe loud one/")
    done = run("new", "It hangs", "-e", "--category", "guidance", "--product", "crm", "-q")
    assert done.code == 0, done.err
    assert "<!-- for crm? -->" in given.read_text("utf-8")
    item = shown(run, "show", "@last")
    assert item["sections"] == {"customer": "the loud one"}
    assert not item.get("customer")


def test_a_broken_skeleton_of_the_desk_is_refused_by_name(desk, run, editor):
    editor()
    put(desk / "templates/skeleton-ticket.en.md.j2", "## Symptom\n\n{{ ticket.title\n")
    refused = run("new", "It hangs", "-e")
    assert refused.code == 5
    assert "skeleton-ticket.en.md.j2" in refused.err
    assert "supportctl template lint" in refused.err


def test_the_language_is_the_contacts(desk, run, editor):
    given = editor()
    known = run("customer", "new", "lanhai", "蓝海商贸", "--contact-name", "王芳", "--language", "zh")
    assert known.code == 0, known.err
    run("new", "It hangs", "-c", "lanhai", "--contact", "王芳", "-e")
    assert "## 复现步骤" in given.read_text("utf-8")
    run("new", "It hangs", "-e")
    assert "## Steps to reproduce" in given.read_text("utf-8")
    run("kb", "new", "空白页", "--language", "zh", "-e")
    assert "## 解决办法" in given.read_text("utf-8")


def test_a_failure_keeps_the_answers_without_the_prompts(desk, run, editor):
    editor("s/^## Environment$/&\\n\\ncrm 5.2/")
    repository = Desk.find(desk).repository
    hook(repository, "pre-commit", "exit 1")
    failed = run("new", "It hangs", "-e")
    assert failed.code == 4, failed.err
    assert "supportctl new --recover" in failed.err
    kept = failed.err.partition("-F ")[2].split()[0]
    assert Path(kept).read_text("utf-8") == "## Environment\n\ncrm 5.2\n"
    (repository.common_dir / "hooks/pre-commit").unlink()
    assert run("new", "--recover", "-q").code == 0
    assert shown(run, "show", "@last")["sections"] == {"environment": "crm 5.2"}


def test_who_is_not_known_is_said_before_a_page_is_written(desk, run, editor):
    assert run("customer", "new", "acme", "Acme", "--contact-name", "Ann Lee").code == 0
    given = editor()
    assert run("new", "It hangs", "-c", "acme", "--contact", "nobody", "-e").code == 3
    assert not given.exists()


def test_an_editor_that_fails_leaves_no_prompts_either(desk, run, editor):
    editor(code=1)
    refused = run("new", "It hangs", "-e")
    assert refused.code != 0
    assert "-F /" not in refused.err
    editor("s/^## Cause$/&\\n\\nA lock./", code=1)
    refused = run("kb", "new", "It hangs", "-e")
    kept = refused.err.partition("-F ")[2].split()[0]
    editor()
    assert run("kb", "new", "It hangs", "-F", kept, "-q").code == 0
    (path,) = (desk / "kb").rglob("KB-*.md")
    assert "A lock." in path.read_text("utf-8")
    assert "<!--" not in path.read_text("utf-8")


def test_an_article_from_a_ticket_is_asked_for_the_rest(desk, run, editor):
    assert run("new", "It hangs", "-m", "No answer.", "--category", "defect", "-q").code == 0
    given = editor("s/^## Cause$/&\\n\\nA lock./")
    done = run("kb", "new", "--from", "@last", "-e", "-q")
    assert done.code == 0, done.err
    assert "No answer." in given.read_text("utf-8")
    (path,) = (desk / "kb").rglob("KB-*.md")
    text = path.read_text("utf-8")
    assert "## Cause\n\nA lock.\n\n## Resolution\n" in text
    assert "<!--" not in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_a_template_like_every_other_but_not_for_customers(desk, run, language):
    for name in ("skeleton-ticket", "skeleton-ticket-defect", "skeleton-article"):
        done = run("template", "render", name, "--language", language)
        assert done.code == 0, done.err
        assert done.out.startswith("## Symptom" if language == "en" else "## 现象")
        assert "{" not in done.out
        assert name in run("template", "list").out
    assert run("new", "It hangs", "-q").code == 0
    refused = run("reply", "@last", "-t", "skeleton-ticket")
    assert refused.code == 2
    assert "not for the customer" in refused.err
