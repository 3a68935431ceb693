"""Words as they are compared."""

import unicodedata


def fold(text: str) -> str:
    """Lower case, without accents and compatibility forms: "São Paulo" is "sao paulo"."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if text.isascii():
        return text
    text = text.replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("æ", "ae").replace("ı", "i")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
