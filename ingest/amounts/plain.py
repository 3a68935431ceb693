"""The text of a cell or heading without what markdown and typography add."""

import html
import re
import unicodedata
from functools import lru_cache

_STRUCK = re.compile(r"~~[^~]*~~|<(?:s|del|strike)>[^<]{0,200}</(?:s|del|strike)>", re.I)
_RAISED = re.compile(r"<sup>[^<]{0,20}</sup>|\[\^[^\]]*\]|\[\d{1,2}\](?!\()|[¹²³⁴⁵⁶⁷⁸⁹⁰†‡§※]|\^\d+\b|\^\{?\w\}?", re.I)
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--[^>]{0,200}-->")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_FLAG_CODE = re.compile(r":[a-z][a-z0-9_+-]{1,}:")
_STARS = re.compile(r"\*+|`+|(?<!\w)_{1,2}(?=\w)|(?<=[\w.)%])_{1,2}(?!\w)")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A cell's or heading's text without markup, entities, flags, footnote marks and odd spaces."""
    text = html.unescape(text).replace("\\*", "")  # an escaped star is a footnote's
    if not text.isascii() or any(c in text for c in "*_`~[<\\^:"):
        text = _BREAK.sub(" / ", _STRUCK.sub("", text))
        text = _TAG.sub("", _LINK.sub(r"\1", _RAISED.sub("", text)))
        text = _STARS.sub("", _FLAG_CODE.sub("", text))
        text = _ESCAPE.sub(r"\1", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.replace("¨", ""))
        # Format characters (zero width), symbols (emoji, flags) and private use say nothing about money.
        text = "".join(
            c for c in text if unicodedata.category(c) not in ("Cf", "So", "Co", "Cs", "Cn") and c not in "\ufe0e\ufe0f"
        )
    return " ".join(text.split())
