"""Questions about pay: the right row, in many words, or none at all."""

import pytest

from bot.answer import Answer, Comparison, Suggestions, Warning_, plain

from .conftest import Ask

Row = tuple[str, int, int, str]


def figures(answer: Answer) -> list[Row]:
    return [(f.component, int(f.low), int(f.high), f.region) for f in answer.figures]


SF = "San Francisco (USD)"
LONDON = "London (GBP £)"
PLAIN_OR_STAFF = {"Software Engineer", "Staff Software Engineer (Principal / T6)"}
SWE_SF = [("base", 150_000, 190_000, SF)]


@pytest.mark.parametrize(
    "question",
    [
        "What is the base salary range for a Software Engineer at Tealgrove in San Francisco?",
        "tealgrove swe base sf",
        "TG software eng base, San Fran",
        "what's the base for software engineers @ teal in SF",
        "whats tealgrove's swe base in the bay area",
        "TEALGROVE SOFTWARE ENGINEER BASE SF",
        "base pay for a codesmith at Tealgrove in San Francisco, CA?",
        "tealgorve swe base sf",
        "Tealgrov softwre enginer base in San Fransisco",
        "swe base at Tealgrove in California",
    ],
)
def test_one_figure_in_many_words(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert figures(answer) == SWE_SF
    assert answer.figures[0].currency == "USD"
    assert answer.figures[0].source in {c.id for c in answer.citations}


@pytest.mark.parametrize(
    "question",
    [
        "What does Quillmarsh Labs pay a software engineer in San Francisco?",
        "quillmarsh swe base sf",
        "Square Enix software engineer base San Francisco",
        "Red Square software engineer base San Francisco",
        "Tealgrove Robotics software engineer base SF",
        "base for a software engineer at Farbrook in SF",
        "FBK swe base sf",
        "What is the base for a Data Scientist at Tealgrove in SF?",
        "senior data engineer base at Tealgrove in SF",
        "principal software engineer base at Square in SF",
        "tealgrove senior swe base sf",
        "Sr. Staff Software Engineer base at Tealgrove in SF",
        "tealgrove software engineer, embedded, base sf",
        "tealgrove devops base sf",
        "chief of staff base at Tealgrove in SF",
        "base for a software engineer at Tealgrove in Tokyo",
        "tealgrove swe base wibbleton",
        "tealgrove swe base Wibbleton",
        "tealgrove swe base in London, Ontario",
        "levelwise swe L9 base seattle",
        "signing bonus for a software engineer at Tealgrove in SF",
    ],
)
def test_nothing_held_gives_no_figure(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status == "not_found", plain(answer)
    assert answer.figures == ()
    assert answer.text


@pytest.mark.parametrize(
    ("question", "choices"),
    [
        ("levelwise swe base seattle", {"Mid (L3-L4)", "Senior (L5)", "Staff+ (L6+)"}),
        ("software engineer base in San Francisco", {"Tealgrove", "Square", "Levelwise"}),
        ("what does Square pay in San Francisco", {"Software Engineer", "Heron Ledger Engineer"}),
        ("square swe base in north america", set()),
        ("tealgrove junior software engineer base sf", PLAIN_OR_STAFF),
        ("tealgrove software engineer new grad base sf", PLAIN_OR_STAFF),
        ("tealgrove software engineer II base sf", PLAIN_OR_STAFF),
        ("SDE II at Tealgrove, base?", PLAIN_OR_STAFF),
        ("base of an intern at Tealgrove in SF", PLAIN_OR_STAFF),
        ("what's the base for a pleno engineer at Tealgrove", PLAIN_OR_STAFF),
        ("senior backend engineer base at Tealgrove", PLAIN_OR_STAFF),
    ],
)
def test_what_is_not_clear_is_asked(ask: Ask, question: str, choices: set[str]) -> None:
    answer = ask(question)
    assert answer.figures == () and answer.status in ("clarify", "not_found")
    if choices:
        offered = [b for b in answer.blocks if isinstance(b, Suggestions) and b.choices]
        assert offered and set(offered[0].items) == choices


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("tealgrove swe base nyc", [("base", 145_000, 185_000, "NYC / Austin")]),
        ("tealgrove swe base Austin, TX", [("base", 145_000, 185_000, "NYC / Austin")]),
        ("tealgrove swe base in the UK", [("base", 90_000, 120_000, LONDON)]),
        ("square swe base remote", [("base", 140_000, 180_000, "Remote US")]),
        ("square swe base in Canada", [("base", 130_000, 160_000, "Toronto")]),
        ("andover health em bonus boston", [("bonus", 12, 12, "Boston, MA")]),
        ("Andover Health Group engineering manager base", [("base", 180_000, 220_000, "Boston, MA")]),
        ("Heron Ledger Engineer base", [("base", 171_000, 203_000, "San Francisco")]),
        ("levelwise senior software engineer base", [("base", 170_000, 210_000, "Seattle")]),
        ("levelwise swe senior base", [("base", 170_000, 210_000, "Seattle")]),
        ("levelwise swe L4 base", [("base", 130_000, 160_000, "Seattle")]),
        ("levelwise swe L7 base", [] ),
        ("staff engineer base at tealgrove in sf", [("base", 230_000, 290_000, SF)]),
        ("base and bonus of a tealgrove swe in sf", [*SWE_SF, ("bonus", 10, 15, SF)]),
        ("tealgrove machine learning engineer equity", [("equity", 160_000, 260_000, SF)]),
    ],
)  # fmt: skip
def test_places_levels_and_roles_by_other_names(ask: Ask, question: str, expected: list[Row]) -> None:
    assert figures(ask(question)) == expected


@pytest.mark.parametrize(
    "title",
    ["backend engineer", "back-end developer", "frontend dev", "full stack developer", "iOS engineer", "Android dev",
     "QA",
     "QA engineer", "java developer", "mobile developer", "backend software engineer", "développeur", "web developer"],
)  # fmt: skip
def test_a_small_title_is_the_wider_role_with_a_note(ask: Ask, title: str) -> None:
    answer = ask(f"What's the base of a {title} at Tealgrove in San Francisco?")
    assert answer.status == "answered" and figures(answer) == SWE_SF
    assert title == "développeur" or (title in plain(answer) and "the figures for Software Engineer" in plain(answer))
    assert "hold no" not in plain(answer)


@pytest.mark.parametrize(
    "title", ["junior engineer", "new grad", "SDE II", "intern", "pleno engineer", "mid-level dev"]
)
def test_a_rank_that_guides_do_not_tell_apart_is_asked_about_and_never_denied(ask: Ask, title: str) -> None:
    answer = ask(f"base of a {title} at Tealgrove?")
    assert answer.status == "clarify" and answer.figures == ()
    assert "hold no" not in plain(answer) and "Software Engineer" in plain(answer)


def test_a_small_title_keeps_its_rank_and_its_own_guide_where_there_is_one(ask: Ask) -> None:
    staff = ask("staff frontend engineer base at Tealgrove in SF")
    assert figures(staff) == [("base", 230_000, 290_000, SF)]
    own = ask("Heron Ledger Engineer base at Square in San Francisco")
    assert figures(own) == [("base", 171_000, 203_000, "San Francisco")] and "rows of their own" not in plain(own)


def test_without_a_region_every_row_is_shown_with_its_own(ask: Ask) -> None:
    answer = ask("What's the base for a software engineer at Tealgrove?")
    assert [region for *_, region in figures(answer)] == [SF, "NYC / Austin", LONDON]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (("tealgrove swe base sf", "and in London?"), [("base", 90_000, 120_000, LONDON)]),
        (("tealgrove swe base sf", "no, I meant NYC"), [("base", 145_000, 185_000, "NYC / Austin")]),
        (("tealgrove swe base sf", "what about staff?"), [("base", 230_000, 290_000, SF)]),
        (("tealgrove swe base sf", "same but equity"), [("equity", 100_000, 180_000, SF)]),
        (("tealgrove swe base sf", "and at Square?"), [("base", 160_000, 200_000, "San Francisco")]),
        (("tealgrove swe base sf", "thanks!", "and in London?"), [("base", 90_000, 120_000, LONDON)]),
        (("tealgrove swe base sf", "how do I push for more?", "and in London?"), [("base", 90_000, 120_000, LONDON)]),
        (("levelwise swe base", "Senior (L5)"), [("base", 170_000, 210_000, "Seattle")]),
        (("levelwise swe base", "senior"), [("base", 170_000, 210_000, "Seattle")]),
        (("base for a software engineer in San Francisco", "Square"), [("base", 160_000, 200_000, "San Francisco")]),
    ],
)
def test_follow_ups_take_over_what_they_do_not_say(ask: Ask, turns: tuple[str, ...], expected: list[Row]) -> None:
    assert figures(ask(*turns)) == expected


@pytest.mark.parametrize(
    "turns",
    [
        ("tealgrove swe base sf", "and at Quillmarsh?"),
        ("tealgrove swe base sf", "what about quillmarsh"),
        ("quillmarsh swe base sf", "and in London?"),
        ("tealgrove senior data engineer base sf", "and in London?"),
        ("tealgrove swe base in Tokyo", "what about staff?"),
        ("tealgrove swe base London", "and at Square?"),
        ("tealgrove swe base sf", "and for designers?"),
    ],
)
def test_follow_ups_never_fall_back_to_what_was_held_before(ask: Ask, turns: tuple[str, ...]) -> None:
    answer = ask(*turns)
    assert answer.status == "not_found" and answer.figures == ()


def test_a_new_question_inherits_no_region_and_no_component(ask: Ask) -> None:
    answer = ask("tealgrove swe base London", "What does Square pay a software engineer?")
    assert {f.component for f in answer.figures} == {"base", "equity", "total"}
    assert {f.region for f in answer.figures} == {"San Francisco", "Remote US", "Toronto"}


def test_a_slip_is_said_as_what_it_was_read(ask: Ask) -> None:
    assert "“tealgorve” as Tealgrove" in ask("tealgorve swe base sf").text


def test_a_wider_place_says_which_row_it_is(ask: Ask) -> None:
    assert LONDON in ask("tealgrove swe base in the UK").text


def test_none_is_said_with_the_cell_and_no_figure(ask: Ask) -> None:
    answer = ask("tealgrove swe bonus in London")
    assert answer.status == "answered" and answer.figures == ()
    assert "no bonus" in answer.text and "None" in answer.text and answer.citations


def test_words_only_are_quoted(ask: Ask) -> None:
    answer = ask("tealgrove staff engineer total nyc")
    assert answer.figures == () and "Varies" in answer.text


def test_a_relative_cell_is_resolved_and_marked_derived(ask: Ask) -> None:
    answer = ask("tealgrove staff engineer base nyc")
    (figure,) = answer.figures
    assert (figure.low, figure.high, figure.derived) == (218_500, 284_200, True)
    assert "95–98% of San Francisco" in answer.text
    assert len([c for c in answer.citations if c.line]) >= 2


def test_findings_about_the_figure_are_shown_and_others_are_not(ask: Ask) -> None:
    total = ask("andover health em total boston")
    assert figures(total) == [("total", 326_000, 406_000, "Boston, MA")]
    assert any("$326K–$406K" in b.text for b in total.blocks if isinstance(b, Warning_))
    base = ask("andover health em base boston")
    assert not any("326" in b.text for b in base.blocks if isinstance(b, Warning_))


def test_companies_side_by_side(ask: Ask) -> None:
    answer = ask("Who pays software engineers more base in San Francisco, Tealgrove or Square?")
    assert set(figures(answer)) == {("base", 150_000, 190_000, SF), ("base", 160_000, 200_000, "San Francisco")}
    assert "Square, San Francisco** is highest" in str(answer.blocks)


def test_currencies_are_not_compared_without_a_rate(ask: Ask) -> None:
    answer = ask("compare tealgrove swe base in SF and London")
    assert "aren’t compared" in answer.text and len(answer.figures) == 2
    rated = ask("compare tealgrove swe base in SF and London, 1 GBP = 1.5 USD")
    assert "at your rate" in rated.text and "San Francisco" in rated.text


def test_a_ranking_keeps_to_one_currency_and_says_what_it_left_out(ask: Ask) -> None:
    answer = ask("which companies pay software engineers the highest base?")
    table = next(b for b in answer.blocks if isinstance(b, Comparison))
    assert {f.currency for f in answer.figures} == {"USD"}
    assert "left out" in table.note and table.rows[0][1].startswith("Levelwise")


def test_a_count_counts_companies(ask: Ask) -> None:
    assert "**3** companies" in str(ask("how many companies have a software engineer guide?").blocks)


def test_where_a_figure_comes_from(ask: Ask) -> None:
    answer = ask("tealgrove swe base sf", "where does that come from?")
    assert answer.intent == "provenance" and "tealgrove/software-engineer.md, line 5" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hallo, was zahlt Tealgrove in London für einen Software Engineer?",
        "Combien paie Tealgrove à London pour un Software Engineer ?",
        "¿Cuánto paga Tealgrove en London a un Software Engineer?",
        "Quanto paga a Tealgrove em London para um Software Engineer?",
        "Wat betaalt Tealgrove in London voor een Software Engineer?",
        "bhai Tealgrove London mein software engineer ko kitna deta hai",
    ],
)
def test_the_small_words_of_other_languages_are_part_of_no_name(ask: Ask, question: str) -> None:
    assert ("base", 90_000, 120_000, LONDON) in figures(ask(question))
