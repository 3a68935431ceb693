"""One file to its Guides: front matter, tables, sections, and what is doubtful; one for each company and role in it."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from ingest.documents import load
from ingest.documents.types import Paper, Unreadable
from ingest.errors import GuideError
from ingest.guide import asked, clauses, entries, lines, loose, prose, runs, zoned
from ingest.guide import findings as checks
from ingest.guide import meta as front
from ingest.guide import placed as placed_offers
from ingest.guide.around import of_a_survey, of_prices, refused_by, spoken_of
from ingest.guide.context import setting
from ingest.guide.headers import known_companies
from ingest.guide.kinds import is_title
from ingest.guide.legend import explained
from ingest.guide.mapping import Declared, declared, entry_for
from ingest.guide.owners import bare_role, companies_in_front, is_generic, job_of_heading, named_companies, owner, slug
from ingest.guide.sections import evidence, levers, mappings, notes, sections, strategies
from ingest.guide.shaped import nested, shaped
from ingest.guide.shapes import GuideSubject, Table, TableReading, TableRow
from ingest.guide.spans import settled
from ingest.guide.structure import LONGEST, Document, document
from ingest.guide.subject import is_fixed, subject_of
from ingest.guide.tabled import Surroundings, TableVerdict, Taken, placed, tabled, trail
from ingest.guide.tables import interpret
from ingest.guide.taken import LevelPay, settle_of
from ingest.guide.types import Band, Finding, Guide, Section
from ingest.guide.votes import voted
from ingest.lexicon import words
from ingest.lexicon.places import is_place

_ROW = TableRow(0, ())
_CONTROLS = dict.fromkeys((*range(9), *range(14, 28), 31, *range(127, 133), *range(134, 160)), "\ufffd")
"""Signs that no text holds and a terminal obeys, seen as what can't be shown; what ends a line stays."""


def read_file(file: Path, root: Path) -> Guide:
    """Read one file below the ingested folder. Raises GuideError when it is no guide or can't be read."""
    return read_files(file, root)[0]


def read_files(file: Path, root: Path) -> tuple[Guide, ...]:
    """Every guide of one file below the ingested folder: one for each company and role that its figures belong to."""
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) and file != root else file.name
    paper = text_of(file, path)
    return read_all(paper.text, path, entry_for(root, path), root.resolve().name, paper)[0]


def text_of(file: Path, path: str) -> Paper:
    """A file as markdown, with the places of its lines where the line's number is none. Raises GuideError."""
    try:
        if file.stat().st_size > max(LONGEST * 4, load.LARGEST if file.suffix.lower() in load.OTHERS else 0):
            raise GuideError(path, "is far too long for a guide", "leave it out, or split it")
        data = file.read_bytes()
        other = file.suffix.lower() in load.OTHERS
        paper = load.paper(data, file.name) if other else Paper(data.decode("utf-8-sig"))
        return replace(paper, text=paper.text.translate(_CONTROLS))
    except UnicodeDecodeError as error:
        raise GuideError(path, f"is not UTF-8 text (byte {error.start})", "save it as UTF-8") from None
    except Unreadable as error:
        raise GuideError(path, error.what, error.mend) from None
    except OSError as error:
        raise GuideError(path, f"can't be opened ({error.strerror})", "check that it exists and may be read") from None


def read(text: str, path: str) -> Guide:
    """Read a guide's text; path (posix, relative to the ingested folder) names its company and role where it does.

    Raises GuideError when the text is no guide. Broken front matter doesn't lose the tables below it: reading
    goes on and a finding names the line.
    """
    return read_all(text, path)[0][0]


def read_all(
    text: str, path: str, entry: dict[str, Any] | None = None, root: str = "", paper: Paper | None = None
) -> tuple[tuple[Guide, ...], tuple[TableVerdict, ...]]:
    """Every guide of a text, and a verdict for each table and sentence with money. entry: what guides.yaml says of it.
    paper: where its lines stand in a file that has no lines of its own. Raises GuideError as `read` does."""
    taken = document(text, path)
    told = declared(taken.meta, entry or {}, path)
    if told.skip:
        raise GuideError(path, "is left out, as its mapping says", "remove skip: true to read it")
    filed = subject_of(taken, path, told, root)
    subject = _of_any_role(voted(filed, taken, path, root, paper.title if paper else ""), path, told)
    found, cut = _found(taken, subject, told)
    if not subject.sure and not found.bands and not taken.meta.get("compensation"):
        subject = _of_advice(filed, path)
    try:
        guide = _guide(taken, subject, found, cut, path)
        doubted = any(v.state == "doubt" for v in found.verdicts)
        if doubted and not (subject.sure or guide.bands or guide.levers):
            raise _no_guide(taken, path)
    except GuideError as error:
        raise _with_doubts(error, found.verdicts) from None
    return _apart(_placed_in(guide, paper or Paper(text)), subject), tuple(found.verdicts)


def _of_any_role(subject: GuideSubject, path: str, told: Declared) -> GuideSubject:
    """The subject of a lone paper whose name is no job's ("salary-tokyo-osaka.md"), for every role."""
    if "/" in path or told.role or subject.role != slug(PurePosixPath(path).stem) or is_title(subject.role_display):
        return subject
    return replace(subject, role="all-roles", role_display="All roles")


def _of_advice(subject: GuideSubject, path: str) -> GuideSubject:
    """Whose a file without pay is: the company's whose folder it is in, else anybody's (a guide to any offer)."""
    if "/" not in path or is_generic(subject.company) or is_place(subject.company.replace("-", " ")):
        return GuideSubject("", "", "", "", path)
    if is_title(subject.role_display):
        return subject
    return replace(subject, role="all-roles", role_display="All roles")


def _with_doubts(error: GuideError, verdicts: Sequence[TableVerdict]) -> GuideError:
    """Why a file is no guide, with the first table in doubt where there is one: that is what to mend."""
    doubt = next((v for v in verdicts if v.state == "doubt"), None)
    if doubt and "no table of pay" in error.what:
        more = f"its table on line {doubt.line} could not be read: {doubt.what}"
        error = GuideError(error.path, more, doubt.settle or error.mend, doubt.line)
    error.verdicts = tuple(verdicts)
    return error


def _found(taken: Document, subject: GuideSubject, told: Declared) -> tuple[Taken, tuple[Section, ...]]:
    """What the document's tables, lists and sentences say of pay, and its sections."""
    meta = taken.meta
    currencies = {
        row.region.casefold(): code for row in front.rows(meta, ()) if (code := front.text(row.values.get("currency")))
    }
    cut = sections(taken.blocks, taken.lines)
    negotiates = subject.sure and _negotiates(taken, cut)
    shapes = shaped(taken, cut, negotiates)
    every = shapes.tables
    headings = tuple((b.start, b.depth, b.text) for b in taken.blocks if b.kind == "heading")
    if not headings or PurePosixPath(subject.path).suffix.lower() in load.SHEETS:
        headings = ((0, 1, taken.title), *headings)  # a sheet's name is a heading, not the file's title
    said = setting(_outside(taken.lines, every), told.currency, told.period)
    lists = [] if negotiates else nested(taken, shapes.held, said)
    about = Surroundings(
        subject, is_fixed(taken, subject, told), headings, said, currencies, told, taken.lines,
        negotiates=negotiates,
    )  # fmt: skip
    found = tabled([*every, *lists], about)
    if not found.bands:
        listed = [(table, interpret(table, subject, currencies)) for table in loose.lists(cut)]
        found.readings += listed
        found.bands += [band for _, reading in listed for band in reading.bands]
        found.findings += [f for _, reading in listed for f in reading.findings]
    listed_lines = {row.line for table in lists for row in table.rows} if found.bands else set()
    _loosely(found, cut, taken, about, shapes.held | listed_lines)
    found.bands = explained(found.bands, _outside(taken.lines, every))
    return found, tuple(_placed(s, taken, found) for s in cut)


_NEAR = 3
"""Lines behind a list that say what its sums are."""
_ADVISING = ("levers", "lever", "strategy", "dna", "tactic")


def _negotiates(taken: Document, cut: Sequence[Section]) -> bool:
    """Whether a document is a guide to negotiating: by its title, front matter or sections."""
    said = "negotiat" in taken.title.casefold() or "compensation" in taken.meta
    return said or any(section.kind in _ADVISING for section in cut)


def _outside(lines_: Sequence[str], tables: Sequence[Table]) -> list[str]:
    held = {row.line for table in tables for row in (table.header, *table.rows)}
    return ["" if number in held else line for number, line in enumerate(lines_, start=1)]


def _loosely(found: Taken, cut: Sequence[Section], taken: Document, about: Surroundings, held: Container[int]) -> None:
    """Pay in lists of "label: value" or in sentences: where no table holds any, and of jobs that no table has."""
    titles = [text for _, _, text in about.headings]
    if of_prices(titles) or refused_by(taken.title) or (found.bands and about.negotiates):
        return
    doubted: list[TableVerdict] = []
    tabled_ = bool(found.bands)
    for every in _told_loosely(cut, taken, about, held, beside=tabled_):
        told = [line for line in every if not refused_by(" ".join(trail(about.headings, line.row)[1:][-1:]))]
        last = max((line.row for line in told), default=0)
        if words.column("sold").search(" ".join(taken.lines[last : last + _NEAR])):
            continue  # what a seller asks of clients
        bands, findings = _owned(told, taken, about)
        bands, more = settled(bands, [text for _, _, text in about.headings], about.setting)
        stated = [band for band in bands if band.base and band.base.state == "stated"]
        if new := _new(stated, found.bands, tabled_) if found.bands else stated and bands:
            found.bands += new
            found.findings += [*findings, *more]
            found.verdicts += [TableVerdict(band.line, "read", "one band from a list or sentence") for band in new]
        doubted += [
            TableVerdict(band.line, "doubt", f"it was not read: {band.base.note}", settle_of(band.base.note))
            for band in bands
            if band.base and band.base.state == "unread" and not found.bands
        ]
    seen = {verdict.line for verdict in found.verdicts}
    found.verdicts += [verdict for verdict in doubted if verdict.line not in seen and not found.bands][:20]


def _told_loosely(
    cut: Sequence[Section], taken: Document, about: Surroundings, outside: Container[int], beside: bool
) -> Iterator[tuple[LevelPay, ...]]:
    """What each way of telling pay outside tables gives, the surest first. beside: tables give some already, so that
    only what names a job of its own counts."""
    said, front_ = about.setting, () if taken.meta.get("compensation") else taken.front
    companies = (
        () if about.subject.sure
        else named_companies([s.title for s in cut if s.depth > 1], known_companies(), sure=False)
    )  # fmt: skip
    of_pay = any(spoken_of((text,)) == "base" for _, _, text in (about.headings or ((0, 1, taken.title),))[:1])
    of_pay = of_pay or bool(said.currency and said.line and said.period)  # "everything in AUD, per year"
    if not about.subject.sure:
        yield tuple(placed_offers.lines_of_offers(taken.lines, said, outside))
    if not beside:
        yield tuple(prose.declared(front_, said))
        yield tuple(prose.pairs(cut, said, outside, companies))
    yield tuple(zoned.by_place(taken.lines, said, outside))
    yield tuple(asked.answers(taken.lines, said, outside))
    yield tuple(prose.listed(cut, said))
    if not about.negotiates and not of_a_survey([text for _, _, text in about.headings]):
        yield tuple(entries.entries(taken.lines, said, outside, of_pay))
    if not about.negotiates:
        yield tuple(runs.run_on(taken.lines, said, outside, of_pay))
    if not about.negotiates:
        heads = [(line, text) for line, _, text in about.headings]
        jobs = [(line, *_of_a_heading(text)) for line, text in sorted([*heads, *clauses.bold_leads(taken.lines)])]
        yield tuple(clauses.below_headings(taken.lines, jobs, said, outside))
        yield tuple(clauses.told(taken.lines, said, outside, of_pay))
    if not beside:
        yield tuple(prose.sentences(taken.lines, said, outside))


def _of_a_heading(text: str) -> tuple[str, str]:
    """The job, or the level alone, that a heading names, and its place."""
    job, place = job_of_heading(text)
    return (job, place) if job or not entries.is_level(text) else (text, "")


def _new(bands: Sequence[Band], held: Sequence[Band], tabled_: bool) -> list[Band]:
    """The bands of jobs that are not held yet; without a table, also those of levels that are no job's ("Managers")."""
    jobs = {(band.company, band.role) for band in held}
    levels = {(band.company, band.level) for band in held}
    return [
        band
        for band in bands
        if ((band.company, band.role) not in jobs and band.role != "all-roles")
        or (not tabled_ and band.role == "all-roles" and band.level and (band.company, band.level) not in levels)
    ]


def _owned(told: Sequence[LevelPay], taken: Document, about: Surroundings) -> tuple[list[Band], list[Finding]]:
    """The bands of lines outside tables, each under the company, role and stage that the headings above it name."""
    blank = Table(_ROW, (), "", "")
    over = [trail(about.headings, line.row) for line in told]
    companies = named_companies([t[-1] for t in over if len(t) > 1], known_companies(), about.subject.sure)
    bands: list[Band] = []
    findings: list[Finding] = []
    leads = {} if about.subject.sure else companies_in_front(taken.lines)
    told = [replace(line, company=line.company or leads.get(line.row, "")) for line in told]
    for line, above in zip(told, over, strict=True):
        mine = placed(owner(above or [""], about.subject, about.fixed, companies, about.told.headings), about)
        repeats = {taken.title, mine.company, mine.role if bare_role(mine.role) == mine.role else ""}
        one = replace(line, level="") if line.level in repeats and not line.role else line
        made, doubts = lines.bands([one], blank, mine, about.setting, lines.hint_in(about.setting))
        bands += made
        findings += doubts
    return bands, findings


def _guide(taken: Document, subject: GuideSubject, found: Taken, cut: tuple[Section, ...], path: str) -> Guide:
    meta = taken.meta
    once, conflicts = checks.joined(found.bands)
    bands, differences = checks.reconcile(once, front.bands(meta, taken.front, subject))
    guide = Guide(
        path=path,
        title=taken.title,
        company=subject.company,
        company_display=subject.company_display,
        role=subject.role,
        role_display=subject.role_display,
        updated=front.day(meta.get("last_updated")) or _last_updated(taken.lines),
        review_due=front.day(meta.get("next_review_due")),
        quarter=front.text(meta.get("salary_data_quarter")),
        quality=front.text(meta.get("data_quality")),
        summary=front.text(meta.get("negotiation_dna_summary")) or "",
        bands=tuple(map(front.complete, bands)),
        sections=cut,
        levers=levers(cut, path),
        strategies=strategies(cut, [t for t, r in found.readings if r.kind == "targets"], path),
        mappings=mappings(cut, [t for t, r in found.readings if r.kind == "levels"], path, _raw_mapping(meta)),
        evidence=evidence(cut, path),
        notes=notes(taken.blocks, taken.tables, cut, path),
    )
    if guide.bands and not guide.company and not all(band.company for band in guide.bands):
        raise GuideError(
            path,
            "names no company and role for its table of pay",
            "add company and role to its front matter, or file it as company/role.md",
        )
    if not guide.company and not guide.bands:
        guide = _general(guide, taken)
    _is_guide(guide, taken, path)
    matrix = [band for _, reading in found.readings if reading.kind == "matrix" for band in reading.bands]
    every = (
        *taken.findings, *found.findings, *conflicts, *checks.unlabelled(guide, matrix), *differences,
        *checks.within(guide),
    )  # fmt: skip
    return replace(guide, findings=every)


def _apart(guide: Guide, subject: GuideSubject) -> tuple[Guide, ...]:
    """One guide for each company and role that the figures belong to; the document's own first, with all its advice."""
    owners = list(dict.fromkeys((band.company, band.role) for band in guide.bands))
    if not owners or owners == [(guide.company, guide.role)]:
        return (guide,)
    made = [_of_owner(guide, owner) for owner in owners]
    own = next((one for one in made if (one.company, one.role) == (guide.company, guide.role)), None)
    rest = [one for one in made if one is not own]
    if own is None and (guide.levers or guide.strategies):
        own = replace(guide, bands=())
    if own is not None:
        own = replace(
            guide,
            bands=own.bands,
            findings=tuple(
                f
                for f in guide.findings
                if (f.company or guide.company, f.role or guide.role) == (guide.company, guide.role)
            ),
        )
    return (own, *rest) if own is not None else tuple(rest)


def _of_owner(guide: Guide, owner: tuple[str, str]) -> Guide:
    bands = tuple(band for band in guide.bands if (band.company, band.role) == owner)
    lines_ = {band.line for band in bands}
    cut = tuple(s for s in guide.sections if any(s.line <= line <= s.end for line in lines_))
    return replace(
        guide, company=bands[0].company, company_display=bands[0].company_display, role=bands[0].role,
        role_display=bands[0].role_display, bands=bands, sections=cut, levers=(), strategies=(), mappings=(),
        evidence=(),
        notes=(), findings=tuple(f for f in guide.findings if (f.company, f.role) == owner),
    )  # fmt: skip


def _placed_in(guide: Guide, paper: Paper) -> Guide:
    """The guide with the place of each figure that stands in a sheet, page or paragraph written beside its words."""
    if not paper.places:
        return guide
    lines_ = paper.text.split("\n") if paper.cells else []

    def placed(band: Band) -> Band:
        changed = {}
        for name in ("base", "equity", "bonus", "signing", "total"):
            part = getattr(band, name)
            if part is None or not (place := paper.places.get(part.source.line)):
                continue
            if cells := paper.cells.get(part.source.line):
                place = _cell(part.source.text, loose.split_pipes(lines_[part.source.line - 1]), cells) or place
            changed[name] = replace(part, source=replace(part.source, place=place))
        return replace(band, **changed) if changed else band

    return replace(guide, bands=tuple(map(placed, guide.bands)))


def _cell(text: str, row: Sequence[str], cells: Sequence[str]) -> str:
    """The cells of a row that a figure stands in ("Sheet1!C7", "Sheet1!C7:D7"); "" where that can't be told."""
    wanted = text.split(" | ")
    shown = [" ".join(cell.split()) for cell in row]
    found = [[i for i, cell in enumerate(shown) if cell == one] for one in wanted]
    if not all(len(one) == 1 and one[0] < len(cells) for one in found):
        return ""
    first, last = cells[found[0][0]], cells[found[-1][0]]
    return first if first == last else f"{first}:{last.rpartition('!')[2]}"


def _placed(section: Section, taken: Document, found: Taken) -> Section:
    """The section with the kind that what it holds gives it: pay where bands stand, strategy where targets do."""
    held: list[TableReading] = [r for table, r in found.readings if section.line <= table.header.line <= section.end]
    if any(reading.bands for reading in held):
        return replace(section, kind="compensation")
    if any(reading.kind == "targets" for reading in held):
        return replace(section, kind="strategy")
    titled = section.title == taken.title or not section.title
    return replace(section, kind="other") if titled and section.kind not in ("levers", "strategy") else section


def _general(guide: Guide, document: Document) -> Guide:
    """A guide about any offer: every section is a tactic, save evidence and warnings."""
    cut = tuple(
        s if s.kind == "evidence" and "evidence" in s.title.casefold() else replace(s, kind="tactic")
        for s in guide.sections
    )
    return replace(guide, sections=cut, company_display="", role="", role_display="", mappings=(), bands=())


_VOCABULARY = (
    "negotiat",
    "offer",
    "salary",
    "base",
    "equity",
    "bonus",
    "signing",
    "counter",
    "recruiter",
    "compensation",
    "competing",
    "vest",
    "leverage",
    "total comp",
    "stock",
    "level",
    "market data",
    "hiring manager",
)
_NO_GUIDES = re.compile(
    r"(?:readme|licen[cs]e|changelog|contributing|code_of_conduct|security|notice|authors|todo|index)(?:\..*)?", re.I
)


def _is_guide(guide: Guide, document: Document, path: str) -> None:
    """Raises GuideError for a text that is about something else, or whose company can't be told."""
    named = front.text(document.meta.get("company")) or front.text(document.meta.get("kind"))
    titled = guide.company and re.search(r"\bnegotiat\w* (?:guide|playbook|handbook)\b", guide.title, re.I)
    if guide.bands or named or titled or (guide.company and _advises(guide, path)):
        return
    text = "\n".join(document.lines).casefold()
    spoken = sum(word in text for word in _VOCABULARY)
    about = text.count("negotiat") + text.count("counter") >= 2 and spoken >= 7
    if _NO_GUIDES.fullmatch(PurePosixPath(path).name) or not about or len(guide.sections) < 2:
        raise _no_guide(document, path)
    if not guide.general and not (guide.levers or guide.strategies):
        raise _no_guide(document, path)


def _advises(guide: Guide, path: str) -> bool:
    """Whether a company's file has something to say: more than a title, and no notice of a repository."""
    said = sum(len(section.text) for section in guide.sections)
    return said > _LEAST_SAID and not _NO_GUIDES.fullmatch(PurePosixPath(path).name)


_LEAST_SAID = 200
"""Letters below which a file is a stub: a link, a title."""


def _no_guide(document: Document, path: str) -> GuideError:
    for finding in document.findings:
        return GuideError(path, finding.message, finding.mend, finding.line)
    return GuideError(
        path,
        "is no negotiation guide: it has no table of pay, no levers and no tactics",
        "leave it out, or add a table of regions and components",
        document.title_line,
    )


_UPDATED = re.compile(
    r"\blast[ -](?:updated|reviewed|verified)\b\W{0,8}(?P<iso>\d{4}-\d\d-\d\d)?(?P<words>[A-Z][a-z]+ (?:\d{1,2},? "
    r")?\d{4})?",
    re.I,
)


def _last_updated(lines: Sequence[str]) -> date | None:
    """The day a line "Last updated: 23 ..." names; the first of the month where it names no day."""
    for line in lines:
        found = _UPDATED.search(line)
        if found and found["iso"]:
            return front.day(found["iso"])
        for form in ("%B %d %Y", "%b %d %Y", "%B %Y", "%b %Y") if found and found["words"] else ():
            try:
                return datetime.strptime(found["words"].replace(",", ""), form).date()  # type: ignore[index]
            except ValueError:
                continue
    return None


def _raw_mapping(meta: dict[str, Any]) -> str:
    listed = meta.get("level_mapping")
    return front.text(listed.get("raw")) or "" if isinstance(listed, dict) else front.text(listed) or ""
