"""Pay told in a sentence about a job, every word of which is known: "The range for programmers is 43,000 to 55,000
euro, and for senior programmers 57,000 to 73,000 euro." """

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.amounts.plain import plain
from ingest.amounts.scan import Amount, amounts
from ingest.amounts.types import MoneyHint, Period
from ingest.guide.cells import SPANS, payments, read_any, without_small_words
from ingest.guide.context import Setting
from ingest.guide.grids import kind_column
from ingest.guide.kinds import is_title, kind_of
from ingest.guide.taken import Cell_, LevelPay
from ingest.lexicon import titles, words
from ingest.lexicon.places import is_place, places_in

LONGEST = 400
"""Characters of a sentence that is looked at."""
_LARGE = 10_000
"""A number from which on a figure without a currency can be a salary."""
_BROKEN = re.compile(r"\s*(?:[-*+•>|#]|\d{1,2}[.)]\s|$)")
_SENTENCES = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s+|(?<=[^\W\d_]{2}\)[.!?])\s+|(?<=\d[.!?])\s+(?=[^\W\d_])|;\s+")


_SPEAKER = re.compile(
    r"^[\s>•-]*(?:(?:\*\*|__)@?[^*_:]{1,30}:?(?:\*\*|__):?|[*_]?[^\W\d_]\w{1,20}[*_]?:(?=\s+[^\W\d_]\w*\s[^:]*[,;]|[^:]*:))\s+(?=\S)"
)


def without_speaker(line: str) -> str:
    """A line of a chat without who says it: "**Ana:** ..."."""
    return _SPEAKER.sub("", line)


def first_sentence(text: str) -> str:
    """The first sentence of a text, without its full stop where others follow."""
    first, *others = _SENTENCES.split(text, maxsplit=1)
    return first.rstrip(" .;") if others else text


def paragraphs(lines: Sequence[str], code: Container[int]) -> Iterator[tuple[str, list[int]]]:
    """The text's paragraphs as one line each, with the line that each of its letters stands on."""
    text, at = "", [0]
    for number, line in enumerate([*lines, ""], start=1):
        other = number in code or "|" in line or "\t" in line or line.lstrip().startswith((">", "#", "```"))
        if text and (other or _BROKEN.match(line)):
            yield text, at
            text, at = "", [0]
        if not other and line.strip():
            shown = plain(without_speaker(re.sub(r"^\s*[-*+•]\s+", "", line)))
            text = f"{text} {shown}" if text else shown
            at = [*at[: len(text)], *[number] * (len(text) - len(at) + 1)] if at != [0] else [number] * (len(text) + 1)


def told(lines: Sequence[str], setting: Setting, code: Container[int], about_pay: bool) -> Iterator[LevelPay]:
    """The pay of each job that a sentence tells. about_pay: the document says of itself that it is about pay, so that
    a sentence needs no word for it."""
    for text, at in paragraphs(lines, code):
        start, spoken, held = 0, about_pay, setting
        for sentence in _SENTENCES.split(text) if len(text) < 8_000 else ():
            start = text.find(sentence, start)
            if len(sentence) > LONGEST or words.column("supposes").search(sentence) or _refuses().search(sentence):
                continue
            found = list(_of_sentence(sentence, at[min(start, len(at) - 1)], held, spoken))
            spoken = spoken or bool(found)  # "Consultants earn 44-57k. Managers sit at 66-82k."
            held = _with_currency(held, sentence)
            yield from (replace(line, currency=line.currency or held.currency or "") for line in found)


def _with_currency(setting: Setting, sentence: str) -> Setting:
    """What holds for the sentences behind one of a paragraph, whose amounts are in its one currency."""
    written = {one.currency for one in amounts(sentence) if one.currency}
    return replace(setting, currency=written.pop()) if not setting.currency and len(written) == 1 else setting


@dataclass(frozen=True, slots=True)
class _Salary:
    """A salary in a sentence: where it stands, the texts of its ends, whether it is only its least."""

    start: int
    end: int
    texts: tuple[str, ...]
    least: bool = False


def _of_sentence(sentence: str, row: int, setting: Setting, about_pay: bool) -> Iterator[LevelPay]:
    figures = list(_figures(sentence, setting))
    spoken = about_pay or words.pattern(words.data("columns")["earns"]).search(sentence) or _pay().search(sentence)
    if not figures or not spoken:
        return
    ahead = 0
    for i, one in enumerate(figures):
        until = figures[i + 1].start if i + 1 < len(figures) else len(sentence)
        before, behind = sentence[ahead : one.start], _close_behind(sentence[one.end : until])
        ahead = one.end + len(behind)
        job, place, rest = job_named(before)
        more = places_out(behind)
        if said := _as().match(more[1]):
            job, more = _in_the_job(more[1][said.end() :], more[0])
        if not job or _left(rest) or _left(more[1]):
            continue
        span = _span(behind) or _span(sentence[one.start : one.end]) or _span(before) or setting.period
        column = replace(kind_column("base", kind_of("base salary")), period=span or "year")
        cell = Cell_("base", column, one.texts, row, payments(sentence), "low" if one.least else "")
        yield LevelPay(row, place or more[0], job, role=job, period=span, cells=(cell,))


_BOLD = re.compile(
    r"^\s*(?:[-*+]\s+)?(?:\*\*|__)(?P<head>[^*_]{1,60}?)[.:]?(?:\*\*|__)(?P<place> \([^()]{2,40}\))?[.:]?\s+\S"
)


def bold_leads(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """What stands in bold in front of a line's text, as a heading does, with the line above which it would stand."""
    for number, line in enumerate(lines, start=1):
        if found := _BOLD.match(line):
            yield number - 1, f"{plain(found['head'])}{found['place'] or ''}"


def below_headings(
    lines: Sequence[str], headings: Sequence[tuple[int, str, str]], setting: Setting, code: Container[int]
) -> Iterator[LevelPay]:
    """The pay of a job whose heading stands above a sentence that says no more than an amount: "A$104,000 - A$118,000
    plus super.". headings: line, job ("" where it names none) and place of each heading."""
    for text, at in paragraphs(lines, code):
        start = 0
        for sentence in _SENTENCES.split(text) if len(text) < 8_000 else ():
            start = text.find(sentence, start)
            row = at[min(start, len(at) - 1)]
            job, place = next(((job, place) for line, job, place in reversed(headings) if line < row), ("", ""))
            if job and len(sentence) < LONGEST and (cell := _amount_alone(sentence, row, setting)):
                role = job if is_title(job) else ""
                yield LevelPay(row, place, job, role=role, period=cell.column.period, cells=(cell,))


def _amount_alone(sentence: str, row: int, setting: Setting) -> Cell_ | None:
    """The one salary or package of a sentence that says nothing else; None for any other."""
    figures = list(_figures(sentence, setting))
    if len(figures) != 1 or "%" in sentence or _refuses().search(sentence):
        return None
    one = figures[0]
    before, behind = sentence[: one.start], sentence[one.end :].rstrip(" .")
    beside = _with().search(behind)
    bare = behind[: beside.start()] if beside else behind
    kind = kind_of(before)
    if kind.component not in ("", "base", "total") or kind.other or kind_of(bare).component or _left(bare):
        return None
    rest = words.pay("total").sub(" ", words.pay("base").sub(" ", before))
    if _left(rest) or _left(behind[beside.end() :] if beside else ""):
        return None
    name = kind.component or "base"
    span = _span(bare) or _span(before) or setting.period
    column = replace(kind_column(name, kind_of("base salary")), period=span or "year")
    return Cell_(name, column, one.texts, row, payments(sentence))


@cache
def _with() -> re.Pattern[str]:
    """Where a text begins to say what is paid beside a salary, or in it: "plus super"."""
    return re.compile(r"\s*(?:\bplus\b|\+|\band\b|\binclud\w+|\bincl\.?(?=\s))", re.I)


def _span(text: str) -> Period | None:
    found = {span for span in SPANS if words.period(span).search(text)}
    return found.pop() if len(found) == 1 else None


# --- figures
def _figures(sentence: str, setting: Setting) -> Iterator[_Salary]:
    """The salaries of a sentence; a point and what it rises to are one."""
    found = [a for a in amounts(sentence) if not a.percent and (a.money or (setting.currency and a.high >= _LARGE))]
    every = [a for a in amounts(sentence) if not a.percent]
    i = 0
    while i < len(every):
        one = every[i]
        nxt = every[i + 1] if i + 1 < len(every) else None
        rises = nxt is not None and one in found and _rises(sentence[one.end : nxt.start], one, nxt)
        if rises and nxt is not None:
            yield _Salary(one.start, nxt.end, _both(sentence, one, nxt))
            i += 2
            continue
        if one in found:
            least = bool(
                words.pattern(words.data("columns")["starts_at"]).search(sentence[max(0, one.start - 14) : one.start])
            )
            yield _Salary(one.start, one.end, (as_cell(sentence, one, setting),), least and one.low == one.high)
        i += 1


def as_cell(sentence: str, one: Amount, setting: Setting) -> str:
    """A figure as it is written, or as it is meant where no cell is written so ("62 and 75 thousand euros")."""
    shown = sentence[one.start : one.end]
    told = read_any(shown, hint(setting)).amount
    if told and (told.low, told.high) == (one.low, one.high):
        return shown
    if told is None and one.low == one.high:
        return shown
    return f"{one.low} - {one.high} {one.currency or one.sign or setting.currency or ''}".strip()


def _rises(between: str, one: Amount, other: Amount) -> bool:
    bare = re.findall(r"[^\W\d_]+", without_small_words(between).casefold()) or between.casefold().split()
    joins = words.data("columns")["rises_to"]
    return bool(bare) and all(word in joins for word in bare) and one.low == one.high < other.low == other.high


def _both(sentence: str, one: Amount, other: Amount) -> tuple[str, ...]:
    """The texts of both ends, each with the currency that one of them writes."""
    low, high = sentence[one.start : one.end], sentence[other.start : other.end]
    sign = one.sign or one.currency or ""
    other_ = other.sign or other.currency or ""
    return (low if sign else f"{other_} {low}", high if other_ else f"{sign} {high}")


# --- words
@cache
def _refuses() -> re.Pattern[str]:
    return words.pattern(words.data("columns")["no_pay_in_a_sentence"])


@cache
def _pay() -> re.Pattern[str]:
    return words.pattern([*words.data("columns")["asks_of_pay"], *words.data("columns")["range"]])


@cache
def _saying() -> frozenset[str]:
    return frozenset(words.data("columns")["says_pay"])


def _close_behind(text: str) -> str:
    """What belongs to a figure behind it: up to the first comma, bracket or end of its sentence, or a new clause."""
    near = re.split(r"[,;:()\[\]–—]|\.(?:\s|$)", text, maxsplit=1)[0]
    clause = words.column("another_clause").search(near)
    return near[: clause.start()] if clause else near


@cache
def _as() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{words.column('in_the_job').pattern})\s+", re.I)


def _in_the_job(text: str, place: str) -> tuple[str, tuple[str, str]]:
    """The job, or the rank alone, that stands behind "as", with the place and what is left of the words."""
    job, _, left = job_named(text)
    if not job and _ranks(text.strip()):
        return text.strip(), (place, "")
    return job, (place, left)


def in_another_job(behind: str) -> bool:
    """Whether what stands behind a figure says in which job it is paid: "as graduate"."""
    return bool(_as().match(behind))


def places_out(text: str) -> tuple[str, str]:
    """The one place that a text names, and the text without it."""
    bare = re.sub(r"\b[A-Z]{1,3}\$", " ", text)  # "CA$98,000" names no place
    named = [name for _, name in places_in(bare)]
    named += [
        one
        for one in re.findall(r"\b[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*", bare)
        if is_place(one) and not any(name in one for name in named)  # "In Vancouver"
    ]
    if len(set(named)) != 1:
        return "", text
    return named[0], re.sub(rf"{re.escape(named[0])}(?!\$)", " ", text)


def _left(text: str) -> list[str]:
    """The words of a text that neither say that somebody is paid nor how."""
    bare = without_small_words(words.pattern(words.data("columns")["beside_pay"]).sub(" ", text))
    return [word for word in re.findall(r"[^\W\d_]+", bare.casefold()) if word not in _saying()]


_MOST_AHEAD = 4
"""Words of a job's name in front of its noun."""


def job_named(before: str) -> tuple[str, str, str]:
    """The job that the words in front of a figure name, its place, and the rest of these words."""
    place, text = places_out(before)
    found = list(re.finditer(r"[^\W\d_][\w+#/&'’-]*|\d[A-Z]\b", text))
    for at in range(len(found) - 1, -1, -1):
        noun = _singular(found[at].group())
        if not noun:
            continue
        first = at
        while first and at - first < _MOST_AHEAD and not _stops(found[first - 1].group(), text, found, first):
            first -= 1
        ahead = text[found[first].start() : found[at].start()]
        last = at
        while last + 1 < len(found) and _goes_on(text[found[last].end() :], found[last + 1].group()):
            last += 1  # "programador sénior", "Engineer II"
        name = f"{ahead}{noun}{text[found[at].end() : found[last].end()]}".strip()
        rest = f"{text[: found[first].start()]} {text[found[last].end() :]}"
        return name, place, rest
    ranks = [one for one in found if _ranks(one.group()) or _ranks(titles.plurals().get(one.group().casefold(), ""))]
    if len(ranks) == 1:  # "per un senior"
        return ranks[0].group().capitalize(), place, f"{text[: ranks[0].start()]} {text[ranks[0].end() :]}"
    return "", place, text


def _goes_on(behind: str, word: str) -> bool:
    """Whether a word behind a job's noun is a rank, or a grade right behind it."""
    return _ranks(word) or bool(re.match(r"\s(?:I{1,3}|IV|VI?)\b", behind))


def _ranks(word: str) -> bool:
    return word.casefold() in titles.seniority() or word.casefold() in words.data("columns")["ranks_behind"]


def _stops(word: str, text: str, found: list[re.Match[str]], first: int) -> bool:
    """Whether a word in front of a job is none of its name: a small word, or one across a comma."""
    apart = re.search(r"[,;:.()]", text[found[first - 1].end() : found[first].start()])
    return bool(apart) or (word.casefold() in _saying() and word.casefold() not in titles.seniority())


def _singular(word: str) -> str:
    """The word as a job's noun for one of them; "" for no job's noun."""
    one = titles.plurals().get(word.casefold(), "")
    if one and (is_title(one) or one in titles.seniority()):
        return one  # "Principals sit at ..."
    for form in (word[:-2] if word.endswith("es") else "", word[:-1] if word.endswith("s") else "", word):
        if form and (form.casefold() in titles.occupations() or (is_title(form) and form.casefold() not in _saying())):
            return form
    return ""


def hint(setting: Setting) -> MoneyHint:
    """What a document says of amounts in its sentences."""
    return MoneyHint((setting.currency,) if setting.currency else (), setting.home, setting.scale)


def reads(text: str, setting: Setting) -> bool:
    """Whether a text gives a figure."""
    return read_any(text, hint(setting)).state == "stated"
