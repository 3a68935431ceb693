"""`parley eval`: how well Parley answers a set of questions over an index, figure by figure and kind by kind."""

import json
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.answer import Answer, Figure
from bot.channels.lines import unread
from bot.errors import BadInput
from ingest.amounts.numbers import mentions
from ingest.guide.types import COMPONENTS, Band, Component, Guide
from ingest.index.facts import Facts

if TYPE_CHECKING:
    from bot.observe import Spending

AnswerFn = Callable[[Sequence[str]], Answer]
"""Answers the last of a list of turns in the light of those before it."""

Outcome = Literal["right", "wrong figure", "missed", "wrong status", "unsupported", "not cited", "wording", "failed"]
"""What a question came to, worst first below. wording: a pattern that must (not) match, or a missing block."""

OUTCOMES: tuple[Outcome, ...] = (
    "right", "wrong figure", "missed", "wrong status", "unsupported", "not cited", "wording", "failed",
)  # fmt: skip


class Expected(BaseModel):
    """A figure that the answer must state; money in whole units, percents with unit "percent".

    company and role: display names, or with _slug the slugs. region as the guide writes it. Extra keys are ignored.
    """

    model_config = ConfigDict(frozen=True)

    component: str
    low: Decimal
    high: Decimal
    currency: str | None = None
    unit: str | None = None
    company: str
    company_slug: str | None = None
    role: str
    role_slug: str | None = None
    region: str


class Expect(BaseModel):
    """What the answer to a question must be. Every key may be left out.

    status: one, or several that will do; "not_found" is also met by "clarify". cites: substrings of the path or
    section of a citation. says / says_not: patterns (case-insensitive) that must / must not match the text.
    blocks: types of block that must be present.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: str | tuple[str, ...] = ()
    figures: tuple[Expected, ...] | None = None
    cites: tuple[str, ...] = ()
    says: tuple[re.Pattern[str], ...] = ()
    says_not: tuple[re.Pattern[str], ...] = ()
    blocks: tuple[str, ...] = ()

    @field_validator("cites", "blocks", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value

    @field_validator("says", "says_not", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        several = [value] if isinstance(value, str) else value
        if not isinstance(several, list):
            return several
        try:
            return [re.compile(one, re.IGNORECASE) if isinstance(one, str) else one for one in several]
        except re.error as error:
            raise ValueError(f"not a pattern ({error})") from None

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that will do; empty for any."""
        given = (self.status,) if isinstance(self.status, str) else self.status
        return (*given, "clarify") if "not_found" in given else given


class EvalCase(BaseModel):
    """A question with what its answer must be, one line of a file: turns of a conversation, the last of them judged."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    kind: str = "figure"
    turns: tuple[str, ...] = Field(min_length=1)
    expect: Expect


@dataclass(frozen=True, slots=True)
class EvalVerdict:
    """How one question went. figures_*: of the expected ones. cited/supported: figures in the answer, and those whose
    cited line holds them. found/wanted: expected citations. complaints: what is wrong, for a person."""

    id: str
    kind: str
    turns: tuple[str, ...]
    outcome: Outcome
    status: str
    figures_right: int
    figures_wrong: int
    figures_missed: int
    cited: int
    supported: int
    found: int
    wanted: int
    complaints: tuple[str, ...]
    seconds: float
    text: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over the questions of one kind, or of all. Shares are None where there is nothing to count."""

    kind: str
    questions: int
    outcomes: dict[str, int]
    figures_right: int
    figures_wrong: int
    figures_missed: int
    right: float
    supported: float | None
    recall: float | None


@dataclass(frozen=True, slots=True)
class EvalReport:
    """The verdicts of a run, in the order of the questions."""

    verdicts: tuple[EvalVerdict, ...]

    @property
    def total(self) -> Tally:
        """The tally of all questions."""
        return _tally("all", self.verdicts)

    @property
    def kinds(self) -> tuple[Tally, ...]:
        """A tally for each kind of question, in order of first appearance."""
        kinds = dict.fromkeys(v.kind for v in self.verdicts)
        return tuple(_tally(kind, [v for v in self.verdicts if v.kind == kind]) for kind in kinds)

    @property
    def wrong_figures(self) -> int:
        """Questions answered with a figure that the guides don't hold there."""
        return self.total.outcomes["wrong figure"]

    def passes(self, min_right: float) -> bool:
        """True when no figure is wrong and at least min_right percent of the questions are right."""
        return bool(self.verdicts) and not self.wrong_figures and 100 * self.total.right >= min_right

    def as_json(self) -> str:
        """The tallies and every verdict, as a JSON object."""
        parts = {
            "total": asdict(self.total),
            "kinds": [asdict(t) for t in self.kinds],
            "questions": [asdict(v) for v in self.verdicts],
        }
        return json.dumps(parts, ensure_ascii=False, indent=1)


def read_cases(files: Iterable[Path]) -> tuple[EvalCase, ...]:
    """The questions of JSONL files. Raises BadInput naming file and line."""
    return tuple(question for file in files for question in _read_file(file))


def evaluate(
    questions: Sequence[EvalCase], answer: AnswerFn, facts: Facts, *, done: Callable[[], None] = lambda: None
) -> EvalReport:
    """Ask every question and judge each answer against what is expected and against the facts themselves.

    done is called after each question. A question whose answering raises counts as failed; the run goes on.
    """
    verdicts = []
    for question in questions:
        verdicts.append(_ask(question, answer, facts))
        done()
    return EvalReport(tuple(verdicts))


def judge(question: EvalCase, answer: Answer, facts: Facts, seconds: float = 0.0) -> EvalVerdict:
    """One answer against its question: the worst thing wrong with it is the outcome, all of it the complaints."""
    expect = question.expect
    right, wrong, missed = _figures(expect, answer.figures)
    supports = [(figure, _support(figure, answer, facts)) for figure in answer.figures]
    contradicted = [figure for figure, (_, denied) in supports if denied]
    unsupported = [figure for figure, (held, denied) in supports if not held and not denied]
    uncited = [c for c in expect.cites if not any(c in f"{x.path} § {x.section}" for x in answer.citations)]
    wording = _wording(expect, answer)
    off_status = bool(expect.statuses) and answer.status not in expect.statuses
    problems: list[tuple[Outcome, list[str]]] = [
        ("wrong figure", [*wrong, *(f"the guide doesn't say {_said(f)}" for f in contradicted)]),
        ("missed", missed),
        ("wrong status", [f"status {answer.status}, wanted {' or '.join(expect.statuses)}"] if off_status else []),
        ("unsupported", [f"the cited line doesn't hold {_said(f)}" for f in unsupported]),
        ("not cited", [f"nothing cited from {c}" for c in uncited]),
        ("wording", wording),
    ]
    return EvalVerdict(
        id=question.id,
        kind=question.kind,
        turns=question.turns,
        outcome=next((outcome for outcome, what in problems if what), "right"),
        status=answer.status,
        figures_right=right,
        figures_wrong=len(wrong) + len(contradicted),
        figures_missed=len(missed),
        cited=len(supports),
        supported=sum(held for _, (held, _) in supports),
        found=len(expect.cites) - len(uncited),
        wanted=len(expect.cites),
        complaints=tuple(line for _, what in problems for line in what),
        seconds=seconds,
        text=answer.text,
    )


def table(report: EvalReport) -> Table:
    """The report as a table: a row for each kind, and one for all."""
    out = Table(title="Parley evaluation", title_justify="left")
    for column in ("kind", "asked", "right", "figures ✓/✗/missed", "cited", "recall", "otherwise"):
        out.add_column(column, justify="left" if column in ("kind", "otherwise") else "right")
    for tally in report.kinds:
        out.add_row(*_row(tally))
    out.add_section()
    out.add_row(*_row(report.total), style="bold")
    return out


def failures(report: EvalReport, limit: int) -> str:
    """The first failures, worst first, with the question and what is wrong with the answer."""
    bad = sorted((v for v in report.verdicts if v.outcome != "right"), key=lambda v: OUTCOMES.index(v.outcome))
    lines = [
        f"{v.outcome}: {v.id}: {' / '.join(v.turns)}\n" + "".join(f"    {c}\n" for c in v.complaints)
        for v in bad[:limit]
    ]
    if len(bad) > limit:
        lines.append(f"{len(bad) - limit} more failed; --show {len(bad)} prints all.\n")
    return "".join(lines)


def run(
    files: Sequence[Path], index: Path, *, as_json: bool, min_right: float, show: int, model: str | None = None
) -> int:
    """What `parley eval` does: print the report, return the exit status (0, or 1 when it fails its minimum).

    Raises BadInput for a bad question file, and what ingest.index.facts.Facts raises for a bad index.
    """
    from bot.channels.batch import answerer

    questions = read_cases(files)
    facts = Facts(index)
    reports = {"": _reported(questions, answerer(facts), facts, as_json)}
    took: dict[str, dict[str, float]] = {}
    if model:
        from bot.server.modelled import answering, chosen

        with answering(chosen(model, index)) as answer:
            reports[name := f"with {model}"] = _reported(questions, answer, facts, as_json)
            took[name] = per_answer(answer.spent(), len(questions))
    if as_json and not model:
        print(reports[""].as_json())
    elif as_json:
        told = {name: {"per_answer": one} for name, one in took.items()}
        parts = {name: json.loads(one.as_json()) | told.get(name, {}) for name, one in reports.items()}
        print(json.dumps({name or "composed": one for name, one in parts.items()}))
    for name, report in reports.items() if not as_json else ():
        if name:
            print(f"{name}; for an answer: {', '.join(f'{n:g} {what}' for what, n in took[name].items())}")
        Console().print(table(report))
        print(failures(report, show), end="")
    return 0 if all(report.passes(min_right) for report in reports.values()) else 1


def per_answer(spent: "Sequence[Spending]", answers: int) -> dict[str, float]:
    """Calls of the model by step, and tokens read and written, for one answer on average."""
    many = max(1, answers)
    calls: dict[str, int] = {}
    for one in spent:
        calls[one.step] = calls.get(one.step, 0) + one.calls
    told = {f"{step} calls": count for step, count in sorted(calls.items())}
    told |= {"tokens read": sum(one.read for one in spent), "tokens written": sum(one.written for one in spent)}
    return {what: round(count / many, 2) for what, count in told.items()}


def _reported(questions: Sequence[EvalCase], answer: AnswerFn, facts: Facts, as_json: bool) -> EvalReport:
    quiet = Console(stderr=True)
    with Progress(console=quiet, transient=True, disable=as_json or not quiet.is_terminal) as progress:
        task = progress.add_task("asking", total=len(questions))
        return evaluate(questions, answer, facts, done=lambda: progress.advance(task))


def _read_file(file: Path) -> list[EvalCase]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        mend = "give a UTF-8 file with a JSON object on each line"
        raise BadInput(str(file), f"can't be read ({unread(error)})", mend) from None
    questions = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                questions.append(EvalCase.model_validate_json(line))
            except ValidationError as error:
                raise BadInput(f"{file}:{number}", _first(error), "see tests/eval/README.md for the format") from None
    return questions


def _first(error: ValidationError) -> str:
    one = error.errors()[0]
    return f"{'.'.join(map(str, one['loc']))}: {one['msg']}"


def _ask(question: EvalCase, answer: AnswerFn, facts: Facts) -> EvalVerdict:
    start = time.perf_counter()
    try:
        given = answer(question.turns)
    except Exception as error:  # a question that can't be answered is that question's failure, not the run's
        complaint = f"{type(error).__name__}: {error}"
        wanted = len(question.expect.figures or ())
        return EvalVerdict(
            question.id, question.kind, question.turns, "failed", "", 0, 0, wanted, 0, 0, 0,
            len(question.expect.cites), (complaint,), time.perf_counter() - start, "",
        )  # fmt: skip
    return judge(question, given, facts, time.perf_counter() - start)


def _figures(expect: Expect, figures: Sequence[Figure]) -> tuple[int, list[str], list[str]]:
    """How many expected figures are stated, those stated wrongly, those missed."""
    if expect.figures is None:
        return 0, [], []
    if not expect.figures and expect.statuses and "answered" not in expect.statuses:
        return 0, [f"states {_said(f)} where the guides hold none" for f in figures], []
    right, wrong, missed = 0, [], []
    for want in expect.figures:
        here = [f for f in figures if f.component == want.component and _same_place(want, f)]
        off = [f for f in here if not _same_amount(want, f)]
        if off:
            wrong.append(f"states {_said(off[0])}, the guide says {want.low:,}–{want.high:,}")
        elif not here:
            missed.append(f"doesn't state {want.component} {want.role}, {want.region}: {want.low:,}–{want.high:,}")
        else:
            right += 1
    return right, wrong, missed


def _same_place(want: Expected, figure: Figure) -> bool:
    company = {_key(want.company), _key(want.company_slug)} & {_key(figure.company), _key(figure.company_display)}
    role = {_key(want.role), _key(want.role_slug)} & {_key(figure.role), _key(figure.role_display)}
    return bool(company - {""} and role - {""}) and _region_key(want.region) == _region_key(figure.region)


def _key(name: str | None) -> str:
    return "".join(one for one in (name or "").casefold() if one.isascii() and one.isalnum())


def _region_key(region: str) -> str:
    """A region without flags and without a bracketed currency, country code or HQ: "London (GBP)" is London."""
    return _key(re.sub(r":\w+:|\((?:HQ|[A-Z]{2,3}|[^()]{0,3}[€£$₹₪])\)", "", region))


def _same_amount(want: Expected, figure: Figure) -> bool:
    unit = want.currency or want.unit
    return (want.low, want.high) == (figure.low, figure.high) and unit in (figure.currency, figure.unit)


def _said(figure: Figure) -> str:
    unit = figure.currency or figure.unit or ""
    return f"{figure.component} {figure.low:,}–{figure.high:,} {unit} ({figure.role_display}, {figure.region})"


def _support(figure: Figure, answer: Answer, facts: Facts) -> tuple[bool, bool]:
    """Whether the figure's cited line holds it, and whether the facts say otherwise for that place.

    A derived figure (a relative cell resolved, a sum) is held by a citation of the row that it is derived from.
    """
    cited = next((c for c in answer.citations if c.id == figure.source), None)
    bands = [b for b in facts.bands(figure.company, figure.role, figure.region) if b.level == figure.level]
    parts = [part for band in bands if (part := _component(band, figure.component)) is not None]
    if any(_states(part, figure) for part in parts):
        held = any(cited and (p.source.path, p.source.line) == (cited.path, cited.line) for p in parts)
        return held, False
    if figure.derived:
        return cited is not None and bool(bands), False
    if any(part.state == "stated" for part in parts):
        return False, True
    guide = facts.guide(figure.company, figure.role)
    return bool(guide and cited and _line_says(guide, cited.line, figure)), False


def _component(band: Band, name: str) -> Component | None:
    part: Component | None = getattr(band, name) if name in COMPONENTS else dict(band.extra).get(name)
    return part


def _states(part: Component, figure: Figure) -> bool:
    """Whether a component says exactly this: amount and currency, percent or count, and the period.

    Of a grant stated with its yearly value, either is what the guide says, each with its own period."""
    ranges = [(r.low, r.high, r.currency, part.period) for r in (part.amount, *part.also) if r]
    if part.yearly:
        ranges.append((part.yearly.low, part.yearly.high, part.yearly.currency, "year"))
    if figure.unit is None:
        return (figure.low, figure.high, figure.currency, figure.period) in ranges
    counted = part.percent if figure.unit == "percent" else part.count
    return counted is not None and (counted.low, counted.high) == (figure.low, figure.high)


def _line_says(guide: Guide, line: int, figure: Figure) -> bool:
    """Whether the guide's text at a line holds both ends of a figure that is in no band (a script's ask, say)."""
    sections = [s.text.splitlines()[line - s.line :] for s in guide.sections if s.line <= line <= s.end]
    values = {value for lines in sections for m in mentions("".join(lines[:1])) for value in (m.low, m.high)}
    return {Decimal(figure.low), Decimal(figure.high)} <= values


def _wording(expect: Expect, answer: Answer) -> list[str]:
    text, kinds = answer.text, {block.type for block in answer.blocks}
    return [
        *(f"doesn't say {p.pattern!r}" for p in expect.says if not p.search(text)),
        *(f"says {m.group()!r}" for p in expect.says_not if (m := p.search(text))),
        *(f"has no {kind} block" for kind in expect.blocks if kind not in kinds),
    ]


def _tally(kind: str, verdicts: Sequence[EvalVerdict]) -> Tally:
    cited, wanted = sum(v.cited for v in verdicts), sum(v.wanted for v in verdicts)
    outcomes: dict[str, int] = {outcome: sum(v.outcome == outcome for v in verdicts) for outcome in OUTCOMES}
    return Tally(
        kind=kind,
        questions=len(verdicts),
        outcomes=outcomes,
        figures_right=sum(v.figures_right for v in verdicts),
        figures_wrong=sum(v.figures_wrong for v in verdicts),
        figures_missed=sum(v.figures_missed for v in verdicts),
        right=outcomes["right"] / len(verdicts) if verdicts else 0.0,
        supported=sum(v.supported for v in verdicts) / cited if cited else None,
        recall=sum(v.found for v in verdicts) / wanted if wanted else None,
    )


def _row(tally: Tally) -> tuple[str, ...]:
    share = [f"{100 * s:.1f} %" if s is not None else "" for s in (tally.right, tally.supported, tally.recall)]
    figures = f"{tally.figures_right}/{tally.figures_wrong}/{tally.figures_missed}"
    otherwise = ", ".join(f"{n} {outcome}" for outcome, n in tally.outcomes.items() if n and outcome != "right")
    return tally.kind, str(tally.questions), share[0], figures, share[1], share[2], otherwise
