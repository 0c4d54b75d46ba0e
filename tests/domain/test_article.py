import pytest

from supportctl.domain.article import faults, impersonal, initial_status, lacking, language_of
from tests.support.articles import ID, WHOLE, article


def codes(one) -> list[str]:
    return [finding.code for finding in faults(one)]


def test_a_whole_article_has_no_fault():
    assert codes(article()) == []


def test_work_in_progress_may_be_empty():
    assert codes(article(sections={}, status="wip")) == []
    assert codes(article(sections={})) == ["K702", "K702", "K702"]


def test_a_cause_may_stay_unknown():
    assert lacking(article()) == ()
    assert lacking(article(sections={**WHOLE, "resolution": " \n"})) == ("resolution",)


@pytest.mark.parametrize("found", ["wang.wei@lanhai.com.cn", "13812345678", "+86 138-1234-5678"])
def test_personal_data_is_found_and_blacked_out(found):
    sections = {**WHOLE, "symptom": f"请联系{found}，谢谢。"}
    assert codes(article(sections=sections)) == ["K703"]
    assert impersonal(sections["symptom"]) == "请联系***，谢谢。"


@pytest.mark.parametrize(
    "harmless", ["you@example.org", "ORA-12170", "192.168.138.12", "20260914135012345678", "@Transactional"]
)
def test_what_only_looks_like_personal_data_is_left(harmless):
    assert codes(article(sections={**WHOLE, "symptom": harmless})) == []
    assert impersonal(harmless) == harmless


def test_a_known_error_has_an_owner_and_a_release():
    assert codes(article(fix_owner="crm-dev")) == ["K704"]
    assert codes(article(fix_version="5.3")) == ["K704"]
    whole = article(fix_owner="crm-dev", fix_version="5.3")
    assert codes(whole) == []
    assert whole.is_known_error
    assert not article().is_known_error


def test_no_article_translates_itself():
    assert codes(article(translation_of=ID)) == ["K705"]


def test_the_first_status_says_whether_somebody_can_use_it():
    assert initial_status({"symptom": "a"}) == "wip"
    assert initial_status({"symptom": "a", "resolution": "b"}) == "draft"


def test_any_chinese_makes_it_chinese():
    assert language_of("Redis 连接超时") == "zh"
    assert language_of("Redis timeout") == "en"
