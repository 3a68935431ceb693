"""What guides contradict or lack is kept by name, and said in the language of who reads it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.languages.phrase import found, mending, phrase
from bot.languages.phrases import Catalogue, catalogue
from ingest.guide.findings import check
from ingest.guide.reader import read
from ingest.guide.types import Finding, Guide
from ingest.index.facts import adapter, written
from tests.ingest.test_findings import guide

ROW = "| Leeds (HQ) | £62K–£80K | £40K–£60K/yr | x | £178K |"
TOTAL = "| Leeds | £60K–£80K | £40K–£60K | 10% | £178K |"
UNLABELLED = (
    "# Pay at Fenn\n\n| Level | Leeds | Hull |\n|---|---|---|\n| L4 | £60,000 | £50,000 |\n| L5 | £80,000 | £70,000 |\n"
)


def as_kept(one: Guide) -> list[Finding]:
    """A guide's findings as the index gives them back, and those of a day years later."""
    every = (*one.findings, *check(one, date(2031, 1, 2)))
    return [adapter(Finding).validate_json(written(finding, Finding)) for finding in every]


@pytest.mark.parametrize("made", [lambda: guide(ROW), lambda: guide(TOTAL), lambda: read(UNLABELLED, "fenn/all.md")])
def test_a_finding_comes_back_from_the_index_with_its_name_and_is_german_by_it(made: Callable[[], Guide]) -> None:
    german, kept = catalogue("de"), as_kept(made())
    assert kept
    for finding in kept:
        assert found(finding) == finding.message and mending(finding) == finding.mend
        assert german.words(found(finding)) != finding.message
        assert german.words(mending(finding)) != finding.mend


def test_what_stands_in_a_finding_is_written_as_the_language_does() -> None:
    (total,) = [one for one in as_kept(guide(TOTAL)) if one.code == "total-differs-from-parts"]
    said = catalogue("de").words(found(total))
    assert said.startswith(
        "als Gesamt für Leeds ist 178.000\u00a0£ genannt, aber Grundgehalt + 1/4 der Aktien + Bonus ergeben "
    )
    assert said.endswith("76.000–103.000 £ im Jahr".replace(" £", "\u00a0£"))
    assert (
        catalogue("es")
        .words(found(total))
        .startswith("el total que da la guía para Leeds es 178.000\u00a0GBP, pero base")
    )


def test_an_answer_says_whose_age_it_tells() -> None:
    one = replace(guide(ROW), review_due=date(2025, 3, 1))
    (due,) = check(one, date(2025, 3, 4))
    assert due.message == "its review was due on 2025-03-01, 3 days ago"
    whose = phrase("guideOf", role="SRE")
    assert found(due, whose=whose) == "the SRE guide’s review was due on 2025-03-01, 3 days ago"
    german: Catalogue = catalogue("de")
    assert german.words(found(due, whose=whose)) == "die Prüfung von „SRE“ war am 01.03.2025 fällig, vor 3 Tagen"


def test_a_finding_of_an_older_index_has_no_name_and_stays_english() -> None:
    data = '{"code": "stale", "severity": "note", "message": "it is old", "mend": "mend it", "path": "a.md", "line": 1}'
    old = adapter(Finding).validate_json(data)
    assert catalogue("de").words(found(old)) == "it is old"
