"""Makers of articles."""

from hypothesis import strategies as st

from supportctl.domain.article import FIELDS, SECTIONS, Article
from supportctl.domain.ids import path_of
from supportctl.domain.markup import section_text
from supportctl.store import articles
from tests.support.tickets import ANY_TEXT, LINES, SLUGS, TAGS

ID = "KB-20260914-A1B2C"
PATH = path_of(ID)
BASE = {
    "schema": "1",
    "id": ID,
    "title": "登录后页面空白",
    "status": "draft",
    "audience": "internal",
    "language": "zh",
}
WHOLE = {"symptom": "登录成功，页面空白。", "environment": "crm 5.2.1", "resolution": "清除会话。"}


def article(identity=ID, sections=WHOLE, **fields):
    held = BASE | {"id": identity} | {name: value for name, value in fields.items() if value}
    held = {field.name: held[field.name] for field in FIELDS if field.name in held}
    return Article(path=path_of(identity), fields=held, sections=sections)


def text_of(*args, **fields) -> str:
    return articles.dump(article(*args, **fields)).decode()


VALUES = {
    "title": LINES.filter(bool),
    "status": st.sampled_from(["wip", "draft", "validated", "archived"]),
    "language": st.sampled_from(["en", "zh"]),
    "product": LINES,
    "versions": st.lists(TAGS, max_size=3, unique=True).map(tuple),
    "owner": SLUGS,
    "flag": LINES,
}
BODIES = ANY_TEXT.map(section_text)
ARTICLES = st.builds(
    lambda fields, sections: article(
        sections={name: text for name, text in sections.items() if text.strip()}, **fields
    ),
    st.fixed_dictionaries({}, optional=VALUES),
    st.dictionaries(st.sampled_from([*SECTIONS, "日志"]), BODIES, max_size=4),
)
