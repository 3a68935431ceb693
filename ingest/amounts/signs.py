"""Currencies: what signs, codes and names stand for, and what a header or region says about money."""

import re
from functools import lru_cache

from ingest.amounts.plain import plain
from ingest.amounts.types import MoneyHint, Unread
from ingest.lexicon import amounts as lexicon

SYMBOLS: dict[str, str] = {sign.upper(): code for sign, code in lexicon.signs().items()}
SHARED_SYMBOLS: dict[str, tuple[str, ...]] = {sign.upper(): codes for sign, codes in lexicon.shared_signs().items()}
"""Symbols several currencies write, with those currencies. Only "$" has one that needs no telling: USD."""
CODES: frozenset[str] = lexicon.codes()
NAMES: dict[str, str] = {name.upper(): code for name, code in lexicon.names().items()}


def resolve_currency(written: str | None, hint: MoneyHint) -> str:
    """The ISO code a symbol or code means here; raises Unread where nothing tells.

    A bare "$" is USD unless the header or region names exactly one other dollar; "kr", "¥" and "Rs" need
    the header or the region's country; no symbol at all needs the header or region to name one currency.
    """
    if written is None:
        if len(hint.stated) == 1:
            return hint.stated[0]
        if hint.sign:
            return resolve_currency("$", hint)
        raise Unread("it names no currency")
    if written not in SHARED_SYMBOLS:
        return SYMBOLS.get(written, written)
    fitting = [c for c in hint.stated if c in SHARED_SYMBOLS[written]]
    if len(fitting) == 1:
        return fitting[0]
    if written == "$":
        return "USD"
    if not fitting and hint.local in SHARED_SYMBOLS[written]:
        assert hint.local
        return hint.local
    raise Unread(f"{written.lower()!r} is written by {', '.join(SHARED_SYMBOLS[written])} and nothing says which")


# --- what a header or region says about money
_CODE = re.compile(r"(?<![A-Za-z])(" + "|".join(sorted(CODES)) + r"|RMB|NIS)(?![A-Za-z])")
_SIGN = re.compile(
    "|".join(sorted((re.escape(s) for s in SYMBOLS if not s.isalpha() and s != "R"), key=len, reverse=True))
)


@lru_cache(maxsize=8192)
def stated_currencies(text: str) -> tuple[str, ...]:
    """The ISO codes a header, region or bracket names by code or by an unshared symbol, in order, each once."""
    shown = plain(text)
    codes = [SYMBOLS.get(c, c) for c in _CODE.findall(shown)]
    signs = [SYMBOLS[s] for s in _SIGN.findall(shown)]
    return tuple(dict.fromkeys(codes + signs))
