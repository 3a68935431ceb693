"""Sentences that try to instruct the program are set aside before a message is read."""

import re
import unicodedata

LONGEST = 8_000
"""Characters that are looked at."""

_SENTENCES = re.compile(r"(?<=[.!?\n])(?=\s)|(?<=\n)")
_HALVES = re.compile(r"(?i)\s*(?:,?\s+(?:and|then|but|also|plus)(?:\s+(?:then|also))?\s+|[;:,—–]\s*)")
_NUM = r"(?:[$£€₹]?\d[\d,.]*\s?(?:k|m|l|lpa|lakhs?|grand|thousand|%)?)"
_ASKS = re.compile(
    r"\?|\b(?:what|how|who|which|where|when|why|should|can|could|does|do|is|are|tell|give|show|compare|list|help"
    r"|need)\b"
)
_ORDERS = re.compile(
    r"^(?:please )?(?:say|print|output|respond|reply|answer (?:only|with|as|in|freely)|state|claim|pretend|act|write "
    r"that|"
    r"tell me (?:that|anything|everything|a (?:secret|number))|do (?:not|whatever|what i)|give me (?:anything|any "
    r"number|a "
    r"number|" + _NUM + "))"
)
_INJECTION = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|skip|drop) (?:\w+ ){0,4}?(?:instruct\w*|rules?|prompts?|guidelines"
    r"|restrictions?|safety|filters?|above|directions?|polic(?:y|ies)|guardrails?|training|programming|constraints?)\b"
    r"|\b(?:reveal|print|translate|summari[sz]e|show|repeat|output|display|leak|dump|tell me|give "
    r"me|share|paste|what (?:is|are)|write out)"
    r" (?:\w+ ){0,4}?(?:system (?:prompt|message|instructions?)|(?:your|the|initial|hidden|secret|developer) "
    r"(?:\w+ )?(?:prompts?|instructions|rules)|api keys?|secrets?|environment variables?|words above|text above)"
    r"|\byou are (?:now|no longer) (?!offered)(?:an? )?\w+|\b(?:developer|dan|god|jailbreak|debug|admin|sudo|root) "
    r"mode\b"
    r"|\bjailbreak|\bdo anything now\b|\bswap \w+(?: \w+)? with \b|\bin all (?:your )?answers\b|\bfrom now on "
    r"(?:always|you|never|add|answer)\b|\bnew (?:instructions?|rules?|system prompt)\b|\bsystem (?:prompt|override)\b"
    r"|^\W*(?:system|assistant|developer)\s*[:>-]|<\W*(?:system|inst|im_start)|\bas an? (?:unrestricted|unfiltered) "
    r"|\bact as (?:if you (?:have|had) no|an? unrestricted|dan\b)|\bno (?:rules|restrictions|filters) (?:apply|now)"
    r"|\bpretend (?:that )?(?:you (?:have|had) no|there (?:are|were) no (?:rules|guides)|the "
    r"(?:guides?|band|base|equity"
    r"|range|bonus|salary|sources?))"
    r"|\b(?:answer|respond|reply|say|output|print|state|write|claim|confirm) (?:only |exactly |just |with |that "
    r"|nothing "
    r"but )*(?:the )?(?:\w+ ){0,6}?(?:is|are|pays?|as|=|be) " + _NUM + r"(?!.*\boffer)"
    r"|\b(?:print|output|respond with|reply with|say) (?:only |exactly |just |nothing but )*[\"']?"
    + _NUM
    + r"[\"']?\s*(?:$|[.!]|as (?:the|your))"
)


def without_injection(text: str) -> str:
    """The message without sentences that try to instruct the program; the same string when there are none."""
    kept, dropped = [], False
    for part in _SENTENCES.split(text[:LONGEST]):
        instructs = bool(_INJECTION.search(_plain(part)))
        dropped = dropped or instructs
        kept.append(_beside(part) if instructs else part)
    return "".join(kept).strip() if dropped else text


def _beside(part: str) -> str:
    """The question that stands in the same sentence as an instruction, "" when there is none."""
    kept = [half for half in _HALVES.split(part) if half and not _INJECTION.search(_plain(half))]
    return " ".join(half for half in kept if _ASKS.search(_plain(half)) and not _ORDERS.search(_plain(half)))


def _plain(text: str) -> str:
    """Lower case without accents and invisible letters."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).replace("’", "'"))
    plain = "".join(c for c in folded.lower() if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join(plain.split())
