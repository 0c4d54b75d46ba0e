"""Templates: what they give, what they name as missing, and what stops a hostile one."""

import resource
import sys
import time

import pytest

from supportctl.errors.library import TemplateBroken, TemplateRefused
from supportctl.render.template import Rendered, lint, render

DATA = {
    "ticket": {"id": "T-20260914-7F3K2", "title": "登录页报 500 错误", "tags": ["login", "web"]},
    "contact": {"name": "王伟"},
    "text": "已定位",
}


def body(source: str, *, trusted: bool = True, **more: str) -> str:
    return render({"x": source, **more}, "x", DATA, trusted=trusted).body


def refused(source: str, *, trusted: bool = False) -> str:
    with pytest.raises(TemplateRefused) as caught:
        render({"x": source}, "x", DATA, trusted=trusted)
    return str(caught.value)


@pytest.mark.parametrize("trusted", [True, False])
def test_a_template_is_filled_in_the_same_in_both_processes(trusted):
    source = (
        'Subject: [{{ ticket.id }}]\n\n{% include "head" %}\n\n{{ text }}\n\n\n\n'
        "{% for t in ticket.tags %}\n{{ t }}\n{% endfor %}"
    )
    done = render({"x": source, "head": "{{ contact.name }}：\n"}, "x", DATA, trusted=trusted)
    assert done == Rendered("[T-20260914-7F3K2]", "王伟：\n\n已定位\n\nlogin\nweb")


@pytest.mark.parametrize("trusted", [True, False])
def test_all_that_is_missing_is_named(trusted):
    source = (
        "Subject: {{ title }}\n{{ eta }} {{ ticket.eta }} {% if reason %}{% endif %}"
        "{% for a in asks %}{% endfor %} {{ contact.boss.name }} {{ text == other }}"
    )
    done = render({"x": source}, "x", DATA, trusted=trusted)
    assert done.missing == ("title", "eta", "ticket.eta", "reason", "asks", "contact.boss", "other")


def test_what_is_asked_with_defined_is_not_missing():
    assert body("{% if eta is defined %}x{% endif %}{{ eta | default('later') }}") == "later"


def test_what_a_customer_wrote_is_never_a_template():
    data = {"text": "{{ 7 * 7 }} {% for x in y %}"}
    assert render({"x": "{{ text }}"}, "x", data, trusted=False).body == data["text"]


@pytest.mark.parametrize("text", ["a\nBcc: evil@example.org", "a\r\nb", "a\x1bb", "a\u2028b", "a\u202eb"])
def test_a_subject_is_one_line(text):
    with pytest.raises(TemplateRefused, match="line break"):
        render({"x": "Subject: {{ text }}\n\nbody"}, "x", {"text": text}, trusted=True)


def test_no_value_in_the_body_becomes_a_subject():
    assert render({"x": "{{ text }}"}, "x", {"text": "Subject: forged\n\nx"}, trusted=True).subject == ""


def test_a_fault_has_its_line():
    with pytest.raises(TemplateBroken) as caught:
        body("Subject: x\n\n\n{% if %}")
    assert caught.value.params["line"] == 4
    with pytest.raises(TemplateBroken) as caught:
        body('{% include "part" %}', part="fine\n{{ ( }}")
    assert (caught.value.params["path"], caught.value.params["line"]) == ("part", 2)


ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ticket.__init__.__globals__ }}",
    "{{ self.__init__.__globals__.__builtins__ }}",
    "{{ '{0.__class__}'.format(text) }}",
    "{{ ('{0.__class__}'|attr('format'))(text) }}",
    "{{ ''|attr('__class__')|attr('__mro__') }}",
    "{{ ['{0.__class__}']|map('format', text)|list }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{% set x = ticket.update({'id': 'evil'}) %}",
    "{% set x = ticket.tags.append('evil') %}",
    "{{ ticket.clear() }}",
    "{% include '/etc/passwd' %}",
    "{% include '../supportctl.yaml' %}",
    "{% import 'os' as os %}",
    "{{ joiner() }}",
    "{{ namespace(a=1).a }}",
    "{{ range(10**9)|list }}",
    "{{ dict(a=1) }}",
]


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize("source", ESCAPES)
def test_nothing_leads_out_of_the_sandbox(source, trusted):
    try:
        done = render({"x": source}, "x", DATA, trusted=trusted)
    except TemplateRefused:
        return
    assert done.missing, done.body
    assert "class" not in done.body
    assert "root:" not in done.body


GREEDY = [
    "{{ 'a' * 10**9 }}",
    "{{ 'a'|center(2 * 10**9) }}",
    "{{ 'a'.ljust(2 * 10**9) }}",
    "{{ '%2000000000d' | format(1) }}",
    "{{ 'a\nb'|indent(2 * 10**9) }}",
    "{% for a in range(1000) %}" * 3 + "{% endfor %}" * 3,
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{{ ('a' * 5000000) | wordwrap(1) }}",
    "{{ 9 ** (9 ** 9) }}",
    "{% for a in range(1000) %}{{ 'a' * 100000 }}{% endfor %}",
    '{% include "x" %}',
    "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "{{ lipsum(n=100000) }}",
    "{{ ticket.delete() }}",
    (
        "{% for a in range(1000) %}{% for b in range(1000) %}{% set c = (text ~ b) * 1000000 %}{% endfor %}"
        "{% endfor %}"
    ),
]


@pytest.mark.parametrize("source", GREEDY, ids=range(len(GREEDY)))
def test_a_greedy_template_ends_soon_and_small(source):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert "was stopped" in refused(source)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert worked < 6, f"{worked:.1f} s of processing"
    # The largest child there was: kilobytes on Linux, bytes on macOS, which knows no limit of memory.
    assert sys.platform == "darwin" or after.ru_maxrss <= 512 * 1024, f"{after.ru_maxrss} kB"


@pytest.mark.long  # by the clock on the wall
@pytest.mark.parametrize("source", GREEDY, ids=range(len(GREEDY)))
def test_a_greedy_template_is_over_within_six_seconds(source):
    begun = time.monotonic()
    refused(source)
    assert time.monotonic() - begun < 6


def test_nothing_of_the_current_folder_is_imported(tmp_path, monkeypatch):
    (tmp_path / "jinja2.py").write_text("raise SystemExit('sprung')")
    (tmp_path / "supportctl").mkdir()
    monkeypatch.chdir(tmp_path)
    assert body("{{ text }}", trusted=False) == "已定位"


def test_lint_names_what_a_template_takes():
    text = "Subject: {{ a }}\n{{ ticket.id }}{% include 'y' %}{% set b = 1 %}{{ b }}"
    found = lint({"x": text, "z": "ok\n{% endif %}"}, ["x", "z"])
    assert (found["x"].wants, found["x"].includes, found["x"].line) == (("a", "ticket"), ("y",), 0)
    assert found["z"].line == 2


def test_a_hundred_hostile_templates_take_no_longer_than_one():
    slow = f"{{{{ {'1+' * 300_000}1 }}}}"
    names = [f"x{number:03}" for number in range(100)]
    sources = dict.fromkeys(names, slow) | {"x000": "{{ a }}", "x001": "{{ " + "(" * 50_000}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = lint(sources, names)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert list(found) == names[: len(found)]
    assert found["x000"].wants == ("a",)
    assert found["x001"].refused == "nested too deep"
    assert found[names[len(found) - 1]].refused.startswith("more than 4 s")
    assert len(found) < 10, "all could be read after all: make the test's templates slower"
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert worked < 6, f"{worked:.1f} s of processing"
