"""Findings by name: their English from the catalogue, and the name with what differs kept beside it."""

from functools import cache
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource

from ingest.guide.types import Band, ComponentName, Finding, Severity, Telling

Given = str | int | Telling | tuple[str, ...]


def told(name: str, **given: Given) -> Telling:
    """A sentence by its name."""
    return Telling(name, tuple(given.items()))


def english(one: Telling) -> str:
    """A sentence in English. Raises LookupError for a name that the catalogue lacks, ValueError for what differs in
    it and isn't given."""
    pattern = _catalogue().get_message(one.name).value
    assert pattern is not None
    text, faults = _catalogue().format_pattern(pattern, {name: _in_english(value) for name, value in one.given})
    if faults:
        raise ValueError(f"{one.name}: {faults[0]}")
    return str(text)


def about(
    code: str, severity: Severity, what: Telling, mend: Telling, path: str, line: int, company: str = "", role: str = ""
) -> Finding:
    """A finding about a whole guide."""
    return Finding(
        code, severity, english(what), english(mend), path, line, company, role, told=what, mending=mend
    )  # fmt: skip


def on(
    band: Band, code: str, severity: Severity, what: Telling, mend: Telling, line: int, component: ComponentName | None
) -> Finding:
    """A finding about a band, or one part of it."""
    return Finding(
        code, severity, english(what), english(mend), band.path, line, band.company, band.role, band.region, band.level,
        component, what, mend,
    )  # fmt: skip


def at(level: str | None, region: str) -> Given:
    """Which row of a guide it is."""
    return told("at", level=level, place=region) if level and region else level or region or told("theRole")


def _in_english(value: Given) -> str | int:
    if isinstance(value, Telling):
        return english(value)
    return ", ".join(value) if isinstance(value, tuple) else value


@cache
def _catalogue() -> FluentBundle:
    bundle = FluentBundle(["en"], use_isolating=False)
    text = resources.files("ingest").joinpath("lexicon", "findings", "en.ftl").read_text(encoding="utf-8")
    bundle.add_resource(FluentResource(text))
    return bundle
