"""How much a text resembles a problem, and why: words they share, the same product, the same error."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from supportctl.domain.forms import stem
from supportctl.domain.frozen import frozen
from supportctl.domain.tokens import Run, runs

_SAME_ERROR = 1.0
_SAME_PRODUCT = 0.15
_TITLE = 3
_MOST_WORDS = 6
_SHORTEST = 2
_GRAMMAR = """a an and are as at be but by can cannot do does for from has have he her his i if in into is it
its my no not of on or our she so that the their then there they this to was we were when which will with you
your 的 了 是 在 我 有 和 就 不 也 都 说 要 你 我们 你们 帮忙 麻烦 一下 这个 那个 什么 怎么 可以 没有"""
_COMMON = frozenset(_GRAMMAR.split())


@frozen(kw_only=True)
class Likeness:
    """`words` are those shared, the rarest first; `score` orders, and means nothing by itself."""

    score: float = 0.0
    words: tuple[str, ...] = ()
    same_product: bool = False
    same_error: bool = False


UNLIKE = Likeness()


@frozen(kw_only=True)
class Candidate:
    text: str
    same_product: bool = False
    same_error: bool = False


def compare(title: str, text: str, candidates: Sequence[Candidate]) -> tuple[Likeness, ...]:
    """Each candidate against one problem. A word that all of them have tells nothing."""
    wanted = Counter(_words(text))
    for word in _words(title):
        wanted[word] += _TITLE
    held = [frozenset(_words(candidate.text)) for candidate in candidates]
    counted = Counter(word for words in held for word in words)
    rarity = {word: math.log(1 + len(held) / (0.5 + counted[word])) for word in wanted}
    weight = {word: rarity[word] * math.log2(1 + times) for word, times in wanted.items()}
    total = sum(sorted(weight.values(), reverse=True)[: _TITLE * 10]) or 1.0
    said = runs(f"{title}\n{text}")
    found = []
    for candidate, words in zip(candidates, held, strict=True):
        shared = {word for word in weight if word in words}
        score = sum(weight[word] for word in shared) / total
        if score or candidate.same_error:
            score += _SAME_ERROR * candidate.same_error + _SAME_PRODUCT * candidate.same_product
        found.append(
            Likeness(
                score=round(score, 4),
                words=tuple(_shown(said, shared, rarity))[:_MOST_WORDS],
                same_product=candidate.same_product,
                same_error=candidate.same_error,
            )
        )
    return tuple(found)


def _words(text: str) -> Iterator[str]:
    """Stems of words and pairs of characters; what stands everywhere is left out."""
    for run in runs(text):
        for token in run.tokens[:-1] or run.tokens if run.unspaced else (stem(run.text),):
            if len(token) >= _SHORTEST and token not in _COMMON:
                yield token


def _shown(said: Sequence[Run], shared: set[str], rarity: dict[str, float]) -> list[str]:
    """The shared words as people read them: Chinese pairs that overlap are one word again."""
    worth: dict[str, float] = {}
    for run in said:
        if not run.unspaced:
            if stem(run.text) in shared:
                worth[run.text] = rarity[stem(run.text)]
            continue
        for start, end in _stretches(run, shared):
            pairs = run.tokens[start:end]
            worth[run.text[start : end + 1]] = sum(rarity[pair] for pair in pairs)
    return sorted(worth, key=lambda word: (-worth[word], word))


def _stretches(run: Run, shared: set[str]) -> Iterator[tuple[int, int]]:
    start = -1
    pairs = run.tokens[:-1]
    for place, pair in enumerate([*pairs, ""]):
        if pair in shared:
            start = place if start < 0 else start
        elif start >= 0:
            yield start, place
            start = -1
