"""Every text of the pages is in each language's catalogue: the same messages, variables and choices, nothing unused."""

import ast as python
import re
from pathlib import Path
from typing import get_args

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.answer import anchor
from bot.coach.sheet import DRAFTS
from bot.knowledge.law import pay_history_laws
from bot.knowledge.playbook import own
from bot.languages.prose import SPOKEN
from bot.practice.criteria import _RULES
from bot.practice.drills import drills
from bot.practice.move import Reason, Topic
from bot.practice.report import Criterion
from bot.practice.scenario import DIFFICULTIES, PARTS, PERSONAS, TERMS

BOT = Path(__file__).parents[2] / "bot" / "channels"
SCRIPTED = [BOT / "widget", BOT / "browse" / "files", BOT / "operator_page"]
COMPOSED = BOT.parent / "languages"
"""What composers say by name: questions to go on with, hints, remarks, lines to send."""
FOUND = BOT.parents[1] / "ingest" / "lexicon" / "findings"
"""What a guide contradicts or lacks, by name."""
PLACES = [*[folder / "{}.ftl" for folder in (*SCRIPTED, BOT / "browse" / "texts", COMPOSED, FOUND)],
          COMPOSED / "tables.{}.ftl", COMPOSED / "cards.{}.ftl"]  # fmt: skip
"""Where each catalogue lies, {} for its language."""
NAMED_BY_DATA = {"good", "partly", "missed"}
"""Messages that the code names by what the server sends."""


NAMED_IN_PRACTICE = {
    "reason": get_args(Reason), "difficulty": DIFFICULTIES, "persona": PERSONAS,
    "named": {*PARTS, *TERMS, *get_args(Topic), "total"} - {"other", "unsure"},
    "draft": [name for name, *_ in DRAFTS],
    "standing": get_args(Criterion.model_fields["state"].annotation),
    "criterion": [name for name, *_ in _RULES], "change": ("kept", "top", "whole", "two", "tied"),
    "debriefEnded": ("agreed", "candidate", "expired", "stopped", "open"),
    **{f"drill{part}": drills() for part in ("", "Aim", "Held", "Missed")},
}  # fmt: skip
"""Phrases of a practice whose names are made of what was found in it."""


NAMED_ON_CARDS = {
    "part": ("base", "equity", "bonus", "signing", "total", "refresher"),
    "if": {key for card in own().values() for key, _ in card.changes},
    "tag": {source.kind for card in own().values() for source in card.sources} | {"banned", "limited"},
}
"""Phrases whose names are made of what cards, laws and figures hold."""


class Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.found.add(node.id.name)


def variables(node: ast.Message) -> set[str]:
    seen = Variables()
    seen.visit(node.value)
    return seen.found


def messages(file: Path) -> dict[str, ast.Message]:
    parsed = FluentParser().parse(file.read_text(encoding="utf-8"))
    assert [entry.content for entry in parsed.body if isinstance(entry, ast.Junk)] == []
    found = [entry for entry in parsed.body if isinstance(entry, ast.Message)]
    assert len({one.id.name for one in found}) == len(found)
    return {one.id.name: one for one in found}


def of(place: Path, tag: str) -> Path:
    return place.with_name(place.name.format(tag))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.parent.name}-{place.stem}")
def test_german_is_complete_with_the_same_variables(place: Path) -> None:
    english, german = messages(of(place, "en")), messages(of(place, "de"))
    assert set(english) == set(german)
    assert {name: variables(one) for name, one in english.items()} == {
        name: variables(one) for name, one in german.items()
    }


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.parent.name}-{place.stem}")
def test_no_german_text_is_still_english(place: Path) -> None:
    def words(tag: str) -> set[str]:
        held = of(place, tag).read_text(encoding="utf-8")
        lines = [line for line in held.splitlines() if not line.startswith(("    .ask", "#"))]
        texts = (re.sub(r"\{[^}]*\}?|^\s*\*?\[\w+\]", "", line.split("=", 1)[-1]).strip() for line in lines)
        return {text for text in texts if len(text.split()) > 2}

    assert words("en") & words("de") == set()


def test_every_text_that_the_code_names_is_there_and_no_other() -> None:
    held = {name for place in SCRIPTED for name in messages(place / "en.ftl")}
    code = "\n".join(
        file.read_text(encoding="utf-8")
        for folder in SCRIPTED for file in folder.glob("*.js")
    )  # fmt: skip
    named = set(re.findall(r'\bt(?:\.\w+)?\(\s*"([\w-]+)"', code))
    lists = {name for name in named if f"{name}-1" in held}
    assert named - lists - held == set()
    spoken = set(re.findall(r'"([\w-]+)"', code)) | NAMED_BY_DATA
    unused = {name for name in held if name not in spoken and re.sub(r"-\d+$", "", name) not in lists}
    assert unused == set()


def test_every_text_that_a_page_names_is_there_and_no_other() -> None:
    held = set(messages(BOT / "browse" / "texts" / "en.ftl"))
    templates = "\n".join(file.read_text(encoding="utf-8") for file in (BOT / "browse" / "templates").glob("*.html"))
    code = "\n".join(file.read_text(encoding="utf-8") for file in (BOT / "browse").glob("*.py"))
    named = set(re.findall(r"""\b(?:t|self)\(["']([\w-]+)["']""", templates + code))
    assert {name for name in named if not name.endswith("-")} - held == set()
    spoken = set(re.findall(r"""["']([\w-]+)["']""", templates + code))
    dynamic = (*(name for name in named if name.endswith("-")), "part-")
    by_channel = {"phone", "e-mail", "chat"}
    assert {name for name in held - spoken - by_channel if not name.startswith(dynamic)} == set()


def test_every_finding_that_ingest_or_an_answer_names_is_there_and_no_other() -> None:
    held = set(messages(FOUND / "en.ftl"))
    rooms = (BOT.parents[1] / "ingest" / "guide", BOT.parent / "coach")
    code = "\n".join(file.read_text(encoding="utf-8") for room in rooms for file in room.glob("*.py"))
    named = set(re.findall(r"""\btold\(\s*["'](\w+)["']""", code))
    assert len(named) > 30 and named - held == set()
    spoken = set(re.findall(r"""["'](\w+)["']""", code))
    assert {one for one in held - spoken if one.removesuffix("Mend") not in spoken} == set()


@pytest.mark.parametrize("place", [one for one in PLACES if one.parent in (COMPOSED, FOUND)], ids=lambda one: one.stem)
def test_what_other_languages_say_has_the_same_variables(place: Path) -> None:
    english = messages(of(place, "en"))
    for tag in ("es", "fr", "pt"):
        for name, one in messages(of(place, tag)).items():
            assert variables(one) == variables(english[name]), (tag, name)


def test_what_tables_are_made_of_and_titles_of_cards_are_complete_in_every_language_of_answers() -> None:
    tables, titles = (messages(of(COMPOSED / kind, "en")) for kind in ("tables.{}.ftl", "cards.{}.ftl"))
    for tag in SPOKEN:
        said = {**messages(COMPOSED / f"tables.{tag}.ftl"), **messages(COMPOSED / f"cards.{tag}.ftl")}
        lacks = {name for name in (*tables, *titles) if name not in said}
        # Pages alone say these, and there are none in other languages.
        assert {name for name in lacks if not name.startswith(("if-", "law-", "applies-"))} == set(), tag


def test_the_english_of_cards_and_laws_is_theirs() -> None:
    kept = {name: "".join(part.value for part in one.value.elements)  # type: ignore[union-attr]
            for name, one in messages(COMPOSED / "cards.en.ftl").items()}  # fmt: skip
    cards = own().values()
    theirs = {f"card-{card.name}": card.title for card in cards}
    theirs |= {f"applies-{card.name}": card.applies for card in cards if card.applies}
    theirs |= {f"law-{anchor(law.jurisdiction)}": law.note for law in pay_history_laws() if law.note}
    assert kept == theirs


def test_every_phrase_that_is_composed_is_there_and_no_other() -> None:
    held = set(messages(COMPOSED / "en.ftl")) | set(messages(COMPOSED / "tables.en.ftl"))
    rooms = [BOT.parent / room for room in ("coach", "practice", "conversation", "knowledge", "languages")]
    files = [file for room in (*rooms, BOT, BOT / "browse") for file in room.glob("*.py")]
    code = "\n".join(file.read_text(encoding="utf-8") for file in files)
    named = set(re.findall(r"""\bphrase\(\s*["']([\w-]+)["']""", code)) | set(re.findall(r'Phrase\(name="(\w+)"', code))
    titles = {f"card-{name}" for name in own()}
    assert len(named) > 40 and named - held - titles == {"moreFindings", "guideOf", "theGuide"}
    named_by_data = {
        f"{family}-{one.replace(' ', '-')}"
        for family, names in NAMED_IN_PRACTICE.items()
        for one in names
    }  # fmt: skip
    assert named_by_data <= held
    named_by_data |= {f"{family}-{one}" for family, names in NAMED_ON_CARDS.items() for one in names}
    unused = held - named_by_data - set(re.findall(r"""["']([\w-]+)["']""", code))
    # The notes on a figure that a look-up derived come as prose, and are found by their English.
    assert {name for name in unused if not name.startswith("note-")} == set()


def test_no_composer_suggests_a_question_by_its_words() -> None:
    """A question written out would be shown in English on every page."""
    for file in (BOT.parent / "coach").glob("*.py"):
        for node in python.walk(python.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, python.Call) and getattr(node.func, "attr", "") == "suggest":
                given = [one for argument in node.args for one in python.walk(argument)]
                assert not [one for one in given if isinstance(one, python.JoinedStr)], file.name
                words = {str(one.value) for one in given if isinstance(one, python.Constant)}
                assert not [one for one in words if " " in one], file.name


def test_no_template_holds_words_of_its_own() -> None:
    """The API's page is for programs' authors and in English; names of products stay as they are."""
    for file in (*(BOT / "browse" / "templates").glob("*.html"), BOT / "operator_page" / "page.html"):
        if file.name != "docs.html":
            text = re.sub(r"\{[%#{].*?[%#}]\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
            told = re.findall(
                r">([^<>]*[A-Za-z]{3}[^<>]*)<|(?:aria-label|placeholder|title)=\"([^\"]*[A-Za-z]{3}[^\"]*)\"", text
            )
            own = {"".join(one).replace("Parley", "").strip(" ·\n") for one in told}
            assert own <= {"", 'class="home"'}, file.name
