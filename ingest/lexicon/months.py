"""Months by their names, as Unicode's locale data (CLDR) has them."""

from functools import cache

LANGUAGES = ("en", "de", "fr", "es", "pt", "nl", "it")
"""Whose names of months are known, in full and short."""


@cache
def months() -> dict[str, int]:
    """The number of each month by its names in small letters, without a full stop."""
    from babel.dates import get_month_names

    found = {"sept": 9, "mrz": 3}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            names = get_month_names(width, locale=language)
            found |= {name.casefold().rstrip("."): number for number, name in names.items()}
    return found
