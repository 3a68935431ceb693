r"""How a phrase is written, and the pattern that it becomes: the one place where either is told.

A phrase is found as whole words, in whatever case. In it stand
  letter*    any letters that follow (at a phrase's front: that come before)
  (a|b)      one of several
  [a|b]      one of several or nothing; [a|b]3 up to three of them
  a_b        the two as one word, as two, or with a hyphen
  <2>        up to two words of any kind; <word> exactly one
  ~40        up to 40 characters of the same sentence
  ~~40       up to 40 characters, of the next sentences too
  #          a digit; \\# the sign itself, and so each sign of these
  {name}     what the reader puts there: a name, a figure
  !(a|b)     not before these; (a|b)! not behind these

Of the words of the lexicon's lists, and of names, only "*" is such a sign (`pattern`)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

_BLANK = r"[\s-]{1,3}"
_END, _NO_LETTER_BEFORE, _NO_LETTER_AFTER = "\0", r"(?<!\w)", r"(?!\w)"
_WORD = r"[\w'’-]{1,40}"
_TOKEN = re.compile(
    r"\\(?P<sign>.)|(?P<no>!\()|(?P<open>[(\[])|(?P<close>\)!|[)\]])(?P<times>\d?)|(?P<bar>\|)|<(?P<words>\d|word)>"
    r"|~~(?P<far>\d+)|~(?P<near>\d+)|(?P<blank>[\s-]+)|(?P<letters>\*)|(?P<joint>_)|(?P<digit>#)|(?P<quote>['’])|(?P<end>\0)|(?P<slot>\{[a-z]+\})|(?P<plain>.)"
)
_LEAVES: Mapping[str, Callable[[str], str]] = {
    "letters": lambda _: r"\w{0,30}",
    "joint": lambda _: r"[\s-]?",
    "digit": lambda _: r"\d",
    "quote": lambda _: "['’]",
    "plain": re.escape,
    "slot": str,
    "end": lambda _: _NO_LETTER_AFTER,
    "sign": re.escape,
    "near": lambda most: rf"[^.;!?\n]{{0,{most}}}?",
    "far": lambda most: rf"[\s\S]{{0,{most}}}?",
    "blank": lambda _: _BLANK,
}


_PLAIN = re.compile(r"[^\w\s*'’-]|_")
"""Signs that are themselves in the words of the lexicon."""


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all of some words and names, the longest first: "*" stands for letters, any other sign for
    itself; a word of Chinese or Japanese, too, must stand alone. Made once for the same words, as guides ask for the
    same lists a hundred times each; nobody's message is among them."""
    return _of(tuple(words))


@lru_cache(maxsize=1024)
def _of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(together([_alone(one.strip()) for one in longest]), re.I)


def _alone(word: str) -> str:
    inner = compiled(_PLAIN.sub(r"\\\g<0>", word)).removeprefix(_NO_LETTER_BEFORE)
    front = _NO_LETTER_BEFORE if word[:1].isalnum() or word[:1] == "*" else ""
    return f"{front}{inner}{_NO_LETTER_AFTER if word[-1:].isalnum() or word[-1:] == '.' else ''}"


def together(patterns: Sequence[str]) -> str:
    """Patterns as one, in their order. What neighbours have in front is looked at once for all of them: in the midst
    of a word none of them is tried."""
    runs = [(begins, list(run)) for begins, run in groupby(patterns, lambda one: one.startswith(_NO_LETTER_BEFORE))]
    return "|".join(
        f"{_NO_LETTER_BEFORE}(?:{'|'.join(one.removeprefix(_NO_LETTER_BEFORE) for one in run)})"
        if begins
        else "|".join(run)
        for begins, run in runs
    )


def compiled(phrase: str, slots: Mapping[str, str] | None = None) -> str:
    """A phrase as a pattern. slots: the patterns of its slots. Raises ValueError for brackets that don't close."""
    told = phrase.strip()
    begun = told.startswith("*") or _is_letter(told.lstrip("[(")[:1])
    inner, rest = _branches(list(_TOKEN.finditer(_ended(told))))
    if rest:
        raise ValueError(f"{phrase!r} closes a bracket that isn't open")
    for name, pattern in (slots or {}).items():
        inner = inner.replace(f"{{{name}}}", pattern)
    return f"{_NO_LETTER_BEFORE if begun else ''}(?:{inner})"


def _ended(phrase: str) -> str:
    """The phrase with a mark wherever a word must end with it: at the end of each branch of a last bracket."""
    if phrase.endswith((")", "]")) and not _escaped(phrase):
        at = _opening(phrase)
        head, inside = phrase[:at], "|".join(map(_ended, _alternatives(phrase[at + 1 : -1])))
        if head.endswith("!"):
            return phrase
        whole = f"{head}({inside})"
        return whole if phrase.endswith(")") or not head else f"({whole}|{_ended(head.rstrip())})"
    last = phrase.rstrip("]0123456789")[-1:] if phrase[-2:-1] == "]" else phrase[-1:]
    return phrase + _END if _is_letter(last) and not _escaped(phrase) else phrase


def _escaped(phrase: str) -> bool:
    return phrase[-2:-1] == "\\"


def _opening(phrase: str) -> int:
    """Where the bracket opens that closes at the phrase's end."""
    depth = 0
    for at in range(len(phrase) - 1, -1, -1):
        if phrase[at - 1 : at] != "\\" or not at:
            depth += (phrase[at] in ")]") - (phrase[at] in "([")
            if not depth:
                return at
    raise ValueError(f"{phrase!r} closes a bracket that isn't open")


def _alternatives(inside: str) -> list[str]:
    """What stands between the bars of a bracket, those of brackets within it aside."""
    found, depth = [""], 0
    for at, sign in enumerate(inside):
        plain = inside[at - 1 : at] == "\\" and at > 0
        depth += 0 if plain else (sign in "([") - (sign in ")]")
        if sign == "|" and not depth and not plain:
            found.append("")
        else:
            found[-1] += sign
    return found


def _is_letter(sign: str) -> bool:
    """Whether a word may go on beside it; signs of Chinese and Japanese stand without blanks."""
    return sign in tuple("<>#{") or (sign.isalnum() and ord(sign) < 0x2E80)


_Part = tuple[str, str, int]
"""A part of a phrase: kind (plain, blank, may, near), pattern, how many times at most."""


def _branches(tokens: list[re.Match[str]]) -> tuple[str, list[re.Match[str]]]:
    """What stands up to the bracket that closes, as a pattern; the tokens from that bracket on."""
    branches: list[list[_Part]] = [[]]
    while tokens:
        token = tokens.pop(0)
        if token["bar"]:
            branches.append([])
        elif token["close"]:
            tokens.insert(0, token)
            break
        else:
            branches[-1].append(_part(token, tokens))
    return "|".join(map(_joined, branches)), tokens


def _part(token: re.Match[str], tokens: list[re.Match[str]]) -> _Part:
    if token["words"]:
        return ("plain", _WORD, 1) if token["words"] == "word" else ("may", _WORD, int(token["words"]))
    if not (token["open"] or token["no"]):
        kind = token.lastgroup or "plain"
        told = _LEAVES[kind](token[kind])
        if kind == "far":
            return "near", told, 1
        return kind if kind in ("blank", "near", "joint", "end") else "plain", told, 1
    inner, _ = _branches(tokens)
    if not tokens:
        raise ValueError(f"{token.string!r} opens a bracket that isn't closed")
    close = tokens.pop(0)
    if token["no"]:
        return "not before", rf"(?!\w)(?!(?:{_BLANK})?(?:{inner})(?!\w))", 1
    if close["close"] == ")!":
        return "not behind", "".join(rf"(?<!\b{one}\s)" for one in inner.split("|")), 1
    if token["open"] == "[":
        return "may", f"(?:{inner})", int(close["times"] or 1)
    return "plain", f"(?:{inner})", 1


def _joined(parts: list[_Part]) -> str:
    """A row of parts as a pattern: what may be left out takes a blank beside it along."""
    out: list[str] = []
    closed = "".join(pattern for kind, pattern, _ in parts if kind == "end")
    parts = [part for part in parts if part[0] != "end"]
    last = len(parts)
    while last > 1 and parts[last - 1][0] == "may" and parts[last - 2][0] == "blank":
        last -= 2
    at = 0
    while at < len(parts):
        kind, pattern, times = parts[at]
        after = parts[at + 1][0] if at + 1 < len(parts) else ""
        if kind == "blank" and at >= last:
            _, pattern, times = parts[at + 1]
            out.append(f"(?:{_BLANK}{pattern}){{0,{times}}}")
            at += 2
            continue
        if kind == "blank" and after in ("near", "not before"):
            at += 1
            continue
        if kind == "may":
            apart = at == 0 or parts[at - 1][0] in ("blank", "joint")
            takes = after == "blank" and at + 1 < last and apart
            lazy = "?" if pattern == _WORD else ""
            out.append(f"(?:{pattern}{_BLANK if takes else ''}){{0,{times}}}{lazy}")
            at += 2 if takes else 1
            continue
        if kind == "near":
            began = r"(?!\w)" if at and parts[at - 1][0] == "blank" else ""
            pattern = began + pattern + (r"(?<!\w)" if after == "blank" else "")
        out.append(pattern)
        at += 2 if kind in ("near", "not behind") and after == "blank" else 1
    return "".join(out) + closed
