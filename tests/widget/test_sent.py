"""What the scripted pages get of a Fluent catalogue: every message, and nothing that they couldn't show."""

from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource

from bot.channels.catalogue import compiled

from .test_catalogues import SCRIPTED, messages


@pytest.mark.parametrize("place", SCRIPTED, ids=lambda place: place.name)
@pytest.mark.parametrize("tag", ["en", "de"])
def test_every_message_is_sent_with_its_words(place: Path, tag: str) -> None:
    text = (place / f"{tag}.ftl").read_text(encoding="utf-8")
    sent, bundle = compiled(text), FluentBundle([tag], use_isolating=False)
    bundle.add_resource(FluentResource(text))
    assert {name.partition(".")[0] for name in sent} == set(messages(place / f"{tag}.ftl"))
    fixed = {name: said for name, said in sent.items() if isinstance(said, str) and "." not in name}
    assert fixed == {name: bundle.format_pattern(bundle.get_message(name).value)[0] for name in fixed}


def test_variables_choices_and_attributes_are_told_apart() -> None:
    text = 'a = { $n ->\n    [one] a row\n   *[other] { $n } rows\n } in { $place }\n    .ask = How many?\nb = { "" }\n'
    choices = {"one": "a row", "other": [["n"], " rows"]}
    assert compiled(text) == {"a": [["n", choices], " in ", ["place"]], "a.ask": "How many?", "b": ""}


@pytest.mark.parametrize("text", ["a = { b }", "a = { NUMBER($n) }", "a = { $n ->\n   *[few] x\n }", "no message"])
def test_what_the_pages_cannot_show_is_refused_and_not_sent_half(text: str) -> None:
    with pytest.raises(ValueError):
        compiled(text)
