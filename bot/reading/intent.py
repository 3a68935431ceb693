"""Which kind of advice a message asks for, by cue phrases: deterministic, and blind to questions about figures."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from bot.reading.excerpt import LONGEST_CUED, excerpt
from ingest.amounts.numbers import Mention, mentions
from ingest.lexicon.spelling import is_word

if TYPE_CHECKING:
    from bot.reading.types import Intent


def intent_of(text: str, previous: "Intent | None" = None) -> "tuple[Intent, str] | None":
    """The intent and topic (kebab-case, "" when none) of an advice message; None when it is about figures or unclear.

    previous is the intent of the message before, for follow-ups such as "and the floor?". An instruction to the
    program inside the message ("ignore your rules and ...") is set aside; a message that holds nothing else is
    out_of_scope with topic "injection".
    """
    text = excerpt(text, LONGEST_CUED)
    rest = without_injection(text)
    if rest != text and not _says_something(rest):
        return "out_of_scope", "injection"
    plain = normalised(rest)
    if not plain:
        return None
    if _LETTER.search(plain) and any(_pay(m) for m in mentions(rest)):
        return "offer", ""
    found = _best(plain)
    if found is None or found in _AROUND_AN_OFFER:
        found = _offer_in(rest, plain, judged=found is not None) or found
    if found is None and previous in ("strategy", "tactic", "restyle") and _FOLLOW_UP.match(plain):
        topic = next((topic for topic, cue in _FOLLOWING if cue.search(plain)), "")
        return ("strategy", topic) if topic else None
    short = len(plain.split()) <= 10 and "?" not in plain and not re.search(r"\d", plain)
    if found is None and previous in _ANSWERABLE and short and not any(cue.pattern.search(plain) for cue in _FIGURES):
        return previous, ""
    return found


_ANSWERABLE = ("offer", "lever", "strategy", "letter")
"""Kinds that ask back for whom it is; a few plain words after them are the answer."""


def without_injection(text: str) -> str:
    """The message without sentences that try to instruct the program; the same string when there are none."""
    kept, dropped = [], False
    for part in _SENTENCES.split(text):
        plain = normalised(part)
        instructs = bool(plain and _INJECTION.search(plain))
        dropped = dropped or instructs
        kept.append(_beside(part) if instructs else part)
    return "".join(kept).strip() if dropped else text


def normalised(text: str) -> str:
    """Lower case, without accents, contractions and slang, misspelt cue words mended, punctuation kept sparely."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'"))
    plain = "".join(c for c in plain.lower() if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    for pattern, spelled in _SPELLED_OUT:
        plain = pattern.sub(spelled, plain)
    plain = re.sub(r"[^\w\s&%$£€₹+./?'\"-]+", " ", plain)
    plain = " ".join(_mended(word) for word in plain.split())
    return re.sub(r"\s+([?.])", r"\1", plain).strip()


@dataclass(frozen=True, slots=True)
class _Cue:
    intent: str
    topic: str
    weight: int
    pattern: re.Pattern[str]


def _best(plain: str) -> "tuple[Intent, str] | None":
    """The kind whose cues weigh most; a figure question wins a tie, else the one listed first."""
    figures = max((cue.weight for cue in _FIGURES if cue.pattern.search(plain)), default=0)
    best: tuple[int, _Cue] | None = None
    for cue in _CUES:
        if (best is None or cue.weight > best[0]) and cue.pattern.search(plain):
            best = cue.weight, cue
    if best is None or figures >= best[0]:
        return None
    return best[1].intent, best[1].topic  # type: ignore[return-value]


_AROUND_AN_OFFER = {
    ("strategy", "ask"),
    ("strategy", "accept"),
    ("strategy", "floor"),
    ("strategy", ""),
    ("tactic", "always-negotiate"),
    ("tactic", "first-reply"),
    ("tactic", "deciding"),
    ("tactic", "flexibility"),
    ("tactic", "counter"),
    ("profile", "edit"),
}
"""Questions that an offer laid out beside them answers better than general advice."""


def _offer_in(text: str, plain: str, judged: bool = False) -> "tuple[Intent, str] | None":
    """("offer", "") for a message that lays out the user's own offer; ("profile", "note") for one that only states
    a floor, a wish, current pay or the lack of other offers."""
    amounts = [m for m in mentions(text) if _pay(m)]
    if _NOTE.search(plain) and not _OFFER.search(plain):
        return "profile", "note"
    if not amounts:
        return None
    if judged and _NOTE_AMOUNT.search(plain) and "?" not in plain and not _ASKED.search(plain):
        return (
            ("profile", "note")
            if not re.search(r"\b(?:change|update|set|correct|edit|actually|now)\b", plain)
            else None
        )
    if judged and (not _PARTS.search(plain) and not re.search(r"\b(?:offered|gave|got|giving)\b", plain)):
        return None
    if _OFFER.search(plain) or _PARTS.search(plain):
        return "offer", ""
    if _NOTE_AMOUNT.search(plain):
        return "profile", "note"
    bare = not re.search(r"\b(who|which|where|when|how many|compare|versus|vs|top \d+|list|rank|convert|rate)\b", plain)
    sizes = [m for m in amounts if m.kind != "plain" or m.low >= 40]
    if bare and len(sizes) >= 2 and len(plain.split()) <= 14 + 3 * len(sizes):
        return "offer", ""
    return ("offer", "") if bare and sizes and _JUDGED.search(plain) else None


def _pay(mention: Mention) -> bool:
    return mention.kind in ("money", "percent", "plain") and mention.low >= 5


def _says_something(rest: str) -> bool:
    plain = normalised(rest)
    words = [w for w in re.findall(r"[a-z]{3,}", plain) if w not in _EMPTY_WORDS]
    return len(words) >= 2 or bool(words and "?" in plain)


def _beside(part: str) -> str:
    """The question that stands in the same sentence as an instruction, "" when there is none."""
    halves = re.split(r"(?i)\s*(?:,?\s+(?:and|then|but|also|plus)(?:\s+(?:then|also))?\s+|[;:,—–]\s*)", part)
    kept = [half for half in halves if half and not _INJECTION.search(normalised(half))]
    asked = [half for half in kept if _ASKS.search(normalised(half)) and not _ORDERS.search(normalised(half))]
    return " ".join(asked)


def _mended(word: str) -> str:
    core = word.strip("?.'\"")
    if len(core) < 5 or not core.isalpha() or core in _VOCABULARY or core in _LOOKALIKES or is_word(core):
        return word
    near = _nearest(core)
    return word.replace(core, near) if near else word


@cache
def _by_letter() -> dict[str, tuple[str, ...]]:
    """The cue words by their first letter, which a slip leaves."""
    return {letter: tuple(w for w in _VOCABULARY if w[0] == letter) for letter in {w[0] for w in _VOCABULARY}}


def _nearest(word: str) -> str:
    allowed = 1 if len(word) < 8 else 2
    best, distance = "", allowed + 1
    for known in _by_letter().get(word[0], ()):
        if known.startswith(word) or word.startswith(known) or abs(len(known) - len(word)) > allowed or len(known) < 5:
            continue
        here = DamerauLevenshtein.distance(word, known, score_cutoff=allowed)
        if here < distance:
            best, distance = known, here
    return best


_SENTENCES = re.compile(r"(?<=[.!?\n])(?=\s)|(?<=\n)")

_SPELLED_OUT = tuple(
    (re.compile(pattern), spelled)
    for pattern, spelled in [
        (r"\bwon't\b|\bwont\b", "will not"),
        (r"\bcan't\b|\bcant\b|\bcannot\b", "can not"),
        (r"\b(do|does|did|is|are|was|were|have|has|had|would|could|should)n'?t\b", r"\1 not"),
        (r"\b(what|who|where|when|how|that|there|it|he|she)'s\b", r"\1 is"),
        (r"\bwhats\b", "what is"),
        (r"\bhows\b", "how is"),
        (r"\bwheres\b", "where is"),
        (r"\bi'm\b|\bim\b", "i am"),
        (r"\bi've\b|\bive\b", "i have"),
        (r"\bi'd\b", "i would"),
        (r"\bi'll\b|\bill\b(?= (take|ask|go|accept|say|tell))", "i will"),
        (r"\blet's\b|\blets\b", "let us"),
        (r"\b(you|they|we)'re\b", r"\1 are"),
        (r"\btheyre\b", "they are"),
        (r"\byoure\b", "you are"),
        (r"\b(you|they|we)'ve\b", r"\1 have"),
        (r"\b(you|they|we)'ll\b", r"\1 will"),
        (r"\bwanna\b", "want to"),
        (r"\bgonna\b", "going to"),
        (r"\bgotta\b", "have to"),
        (r"\bgimme\b", "give me"),
        (r"\blemme\b", "let me"),
        (r"\bpls\b|\bplz\b", "please"),
        (r"\bthx\b|\bty\b|\btysm\b", "thanks"),
        (r"\bu\b", "you"),
        (r"\bur\b", "your"),
        (r"\bidk\b", "i do not know"),
        (r"\be-?mails?\b|\bmail\b", "email"),
        (r"\bnegos?\b|\bneg\b", "negotiation"),
        (r"\bcounter[ -]?offers?\b", "counteroffer"),
        (r"\bsign[ -]?on\b|\bsigning\b|\bjoining bonus\b", "signing"),
        (r"\brefresh(er|ers|es)?\b", "refresher"),
        (r"\brestricted stock units?\b", "rsus"),
        (r"\bwalk[ -]?aways?\b", "walkaway"),
        (r"\brole[ -]?play(ing)?\b", "roleplay"),
        (r"\bre[ -]?hearse\b", "rehearse"),
    ]
)

_EMPTY_WORDS = frozenset(
    "the and you your now please thanks this that with for from all any just only also then hello hey can will".split()
)

_VOCABULARY = frozenset(
    """negotiate negotiating negotiation negotiable negotiated leverage levers lever arguments argument strategy
    counteroffer counter accept reject decline walkaway reservation anchor deadline exploding expires expiring
    competing competitor offer offers offered recruiter relocation relocate relocating startup equity options dilution
    flexible flexibility pushback final budget email letter script practice practise rehearse roleplay simulate mock
    shorter summarize summarise summary table sources source evidence updated accurate outdated contradict confidence
    level levels mapping equivalent translate uplevel downlevel enthusiasm timing research preparation prepare
    forget delete profile remember pretend invent fabricate exaggerate bluff bluffing signing vesting refresher
    salary company compensation weather culture mission thanks hello please
    """.split()
)
"""Cue words worth mending when misspelt."""

_LOOKALIKES = frozenset(
    """
    leave leaves lever levy lower letters latter better leader leaders script scripts source sourced
    salaries companies company's offering practical reach cover covers covert county country count counts
    counted encounter rejected accepts accepted excepted except table tables cable final finals finance
    financial level levelled leveled option optional prepaid prepared product profit profits proven lawyer
    never clever sever delivers delivery mapped modern startups staffing prices price practices pressed
    exploring explore expected expects budge budged update updates updating updated thank location locations
    located options' actual hello' cello research' search culture's
    """.split()
)

_NUM = r"(?:[$£€₹]?\d[\d,.]*\s?(?:k|m|l|lpa|lakhs?|grand|thousand|%)?)"
_PAY = (
    r"(?:base|salary|salaries|equity|stock|rsus?|options?|bonus(?:es)?|signing|comp|compensation|pay|package|tc|total|"
    r"band|bands|range|offer|money|number|grant)"
)
_PART = r"(?:base|salary|equity|stock|rsus?|options?|bonus(?:es)?|signing|comp|compensation|pay|tc|grant)"
_GET_MORE = r"(?:more|higher|bigger|better|increase|raise|bump|top of|upper|uplift|improve|extra|max(?:imi[sz]e)?)"

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

_FOLLOW_UP = re.compile(
    r"^(?:and|what about|how about|what is|ok and|so|then|also)?\s*(?:the|my|for|with|on|a)?\b.{0,40}\??$"
)
_FOLLOWING = tuple(
    (topic, re.compile(cue))
    for topic, cue in [
        ("floor", r"\b(floor|walkaway|minimum|lowest)\b"),
        ("accept", r"\baccept(ing)?([ -]at)?\b"),
        ("refresher", r"\brefresher\b"),
        ("vesting", r"\bvest(ing)?\b"),
        ("signing", r"\bsigning\b"),
    ]
)

_LETTER = re.compile(
    r"\b(?:we are|i am) (?:\w+ ){0,2}?(?:pleased|happy|delighted|excited|thrilled|glad) to (?:offer|extend)\b"
    r"|\b(?:base salary|annual salary|annual base)\b.{5,400}\b(?:restricted stock|rsus|stock options|target "
    r"bonus|signing bonus)\b.{5,}",
    re.DOTALL,
)
_OFFER = re.compile(
    r"\b(?:(?:they|he|she|recruiter|company|\w[\w.&-]*) (?:(?:have|has|just|are|is) )?(?:offer(?:ed|ing)|offers "
    r"(?:me|us)|gave|giving"
    r"|came (?:back|in)|countered|bumped|raised|proposed|put|added|upped|increased|lowered|sweetened|improved)\b|i "
    r"(?:was|got|have been|am being|have|received|just got)"
    r" (?:\w+ ){0,2}?offer(?:ed|s)?\b|(?:my|the|this|an?|their|initial|first|verbal|written|here is (?:my|the)) offer\b"
    r"|offer (?:is|was|of|from|at|letter|details)\b|\boffered\b|got (?:an )?offer|^(?!.*\b(?:which|who|how many|what compan\w+)\b).*\boffer:? (?:of |is )?[$£€₹]?\d|^offer\b|\bmake (?:that|it) "
    r"[$£€₹]?\d)"
)
_PARTS = re.compile(
    rf"{_NUM}\s?(?:in |of |as |annual |yearly )?(?:base|rsus?|stock|equity|options|bonus|signing|tc|total|target"
    rf"|salary|fixed"
    rf"|shares|cash)\b.*{_NUM}|\b(?:base|salary|fixed|tc|equity|rsus?)(?: is| of| at|:)? {_NUM}.*{_NUM}"
    rf"|{_NUM}\s?\+\s?{_NUM}|^{_NUM} (?:base|tc|salary|fixed)\b"
)
_JUDGED = re.compile(
    r"\b(?:good|fair|low|high|bad|ok|okay|decent|reasonable|competitive|worth|lowball\w*|insult\w*|underpaid|generous"
    r"|solid|market|how far|from the top|above band|sit|sits|stand|fit|fits|should i (?:take|accept))\b"
)
_NOTE = re.compile(
    r"\bi (?:do not|have not|dont) (?:really )?(?:have|got|hold|any) (?:\w+ ){0,3}?(?:offers?|alternatives?)\b(?!.*\?)"
    r"|\bno (?:other|competing) offers?\b(?!.*\?)|^i (?:have no|got no) (?:other )?(?:competing )?offers?"
    r"|\bthis is my (?:only|first|sole) offer\b(?!.*\?)|\bmy only offer\b(?!.*\?)"
)
_ASKED = re.compile(r"\b(?:what|how|should|which|when|is it|can i|do i)\b")
_NOTE_AMOUNT = re.compile(
    r"\bi (?:will not|would not|can not|do not want to|refuse to) (?:go|accept|take|drop|settle)\b.*\d"
    r"|\b(?:my|the) (?:floor|minimum|walkaway|bottom line|limit|target|goal|current (?:pay|salary|base|comp|tc)) "
    r"(?:is|would be|:)?"
    r".*\d|\bi (?:currently |now |already )?(?:make|earn|am (?:at|on|making|earning|paid))\b.*\d|\bcurrent(?:ly)?\b.*\d"
    r"|\bi (?:want|need|would like|am (?:hoping|aiming|looking) for|hope for)\b.*\d|\bat least\b.*\d"
    r"|\bi have (?:\w+ ){0,4}(?:unvested|vested)\b"
)
_UNVESTED = r"\b(?:unvested|walk(?:ing)? away from|leav(?:e|ing) (?:behind|on the table)|forfeit\w*)\b"


def _cues(rows: list[tuple[str, str, int, str]]) -> tuple[_Cue, ...]:
    return tuple(_Cue(intent, topic, weight, re.compile(pattern)) for intent, topic, weight, pattern in rows)


_FIGURES = _cues(
    [
        ("", "", 5, r"\bhow much (?:\w+ ){0,6}?(?:do|does|is|are|would|will|can|could) "
                    r".*(?:pay|paid|make|earn|get|give|offer|worth)"),
        ("", "", 5, rf"\bhow much (?:{_PAY}|is the)\b(?!.*\b(?:should|can|could|do) i\b)"),
        ("", "", 5, r"\bwhat (?:is|are|was) (?:the |a |an )?(?:\w+[ "
                    r"/-]){0,5}?(?:base|salary|pay|equity|stock|rsus?|bonus(?:es)?|signing|comp"
                    r"|compensation|tc|total|band|bands|range)\b(?!.*\b(?:should i|to "
                    r"ask|negotia\w*|argu\w*|leverag\w*)\b)"),
        ("", "", 5, r"\b(?:does|do|will) [\w&' .-]+ (?:pay|give|offer|grant|have|do|include) (?:\w+ "
                    r"){0,3}?(?:signing|bonus\w*|equity|stock|rsus?|"
                    r"options|base)"),
        ("", "", 5, r"\bwhat (?:does|do|would|will|can|could|did) (?:an? |the )?[\w&'/ .+-]+ "
                    r"(?:pay|earn|make|get|expect|offer|give)\b"
                    r"(?!.*\bdo i (?:say|do)\b)"),
        ("", "", 6, r"\b(?:which|what|who) (?:\w+ ){0,3}?(?:pays?|offers?|gives?|has) (?:the "
                    r")?(?:most|more|highest|least|best|lowest|better)"),
        ("", "", 6, r"\b(?:compare|versus|vs|top \d+|rank|highest paying|how many (?:guides|companies|roles))\b"),
        ("", "", 4, r"^(?:and |what about |how about )?(?:the "
                    r")?(?:base|equity|stock|bonus|signing|total|tc|salary|pay|band)\b[\w ]{0,30}\??$"),
    ]
)  # fmt: skip

_FINAL = (
    r"(?:final|last|best (?:and final|we can do|offer)|take it or leave it|as (?:high|far) as|all (?:we|they) "
    r"can|(?:the )?(?:best|most|max\w*) (?:they|we) can (?:do|offer)|can not (?:do|go) (?:any "
    r")?(?:better|higher|more)|no more room|maxed? out|firm)"
)
_BAND = (
    r"(?:(?:top|max\w*|ceiling|end|outside|above|out|limit\w*) (?:of|for|by|at)? ?(?:the |their |our |my |this "
    r")?(?:band|range|level|bracket|grade|budget)|band (?:does|do|did|will|would)? "
    r"?(?:not|cap\w*|limit\w*|max\w*)|band is (?:fixed|capped|maxed|the band)|no budget|budget "
    r"(?:is|does|constraint\w*|cap\w*)|internal equity|band(?:s)? (?:does|do|will) not|pay bands?|capped|no room "
    r"in the (?:band|budget)|(?:above|over|exceed\w*|beyond) (?:the |their |our )?(?:band|range|budget))"
)
_NO_NEG = (
    r"(?:(?:do|does|did|will|can) not (?:ever )?negotiat\w*|(?<!i have )never negotiat\w*|no[ "
    r"-]negotiat\w*|non[ -]?negotiable|not negotiable|not (?:up )?(?:for|open to) negotiat\w*|refuse\w* to "
    r"negotiat\w*)"
)
_THEY = r"(?:they|recruiter|he|she|hr|company|hiring manager|hm|someone|we|them|if)"
_SAY = (
    r"(?:say|says|said|saying|tell|tells|told|claim|claims|claimed|insist|insists|insisted|reply|replied|respond"
    r"|responded|answer|answered|pushed? back|hear|heard)"
)
_OTHER_OFFER = (
    r"(?:competing|other|another|second|rival|alternative|outside|multiple|two|counter|better|external"
    r"|different|several) offers?"
)

_CUES = _cues(
    [
        # A made-up offer, whatever else is asked.
        ("invent", "offer", 12, r"\b(?:make|making|(?<!is it )(?<!are they )(?<!total )(?<!pay )made(?! up of)) (?:up|one up|something up|an offer up) ?(?:\w+ "
                                r"){0,6}?(?:offer|google|number|figure|competitor|story|it|one)?\b(?!.*\bmake up "
                                r"(?:for|the (?:gap|difference|shortfall)))"),
        ("invent", "offer", 12, r"\b(?:invent|fabricat\w*|fake|faking|phony|bogus|fictional|imaginary|nonexistent"
                                r"|non-existent|hypothetical) (?:\w+ "
                                r"){0,4}?(?:offers?|google|meta|competitor|one|letter|number"
                                r"|figure)?\b(?!.*\b(?:practice|mock|scenario)\b)"),
        ("invent", "offer", 12, r"\b(?:just |simply )?(?:say|tell|write|claim|pretend|put|add|mention|act "
                                r"like|lie)(?:ing)? (?:\w+ ){0,5}?(?:that )?(?:[\w&.]+ )(?:has |have |is |just "
                                r"|also )?(?:offer(?:ed|s|ing)? (?:me|us)|gave me)\b"),
        ("invent", "offer", 12, r"\b(?:pretend|pretending|claim|act as if|act like|lie|lying|say|tell "
                                r"them|write)(?:ing)? (?:\w+ ){0,6}?i (?:have|had|got|hold|held|received|am "
                                r"holding) (?:\w+ ){0,5}?offers?\b(?!.*\bhow (?:do|should|can) i (?:use|bring))"),
        ("invent", "offer", 12, r"\b(?:even (?:though|if)|but|although) i (?:do not|have not|did not|never) (?:\w+ "
                                r"){0,3}?(?:have|got|hold|get|receive)?.{0,20}\b(?:one|it|offers?|any)\b.*\b(?:say"
                                r"|claim|mention|use|write|tell|include)|\b(?:say|claim|mention|tell|write"
                                r"|include)\b.*\b(?:even (?:though|if)|but|although) i (?:do not|have not|did "
                                r"not|never)\b"),
        ("invent", "offer", 12, r"\b(?:claim|claims|claiming|saying|says|states?|stating|pretend\w*|as if|as "
                                r"though)\b.{0,60}\b(?:offer(?:ed|s|ing)?)\b.{0,60}\b(?:i do not have|i have "
                                r"not|not real|is not true|made up|does not exist|never got)\b|\bi (?:do not|did "
                                r"not|never) (?:actually |really )?(?:have|got?|hold|receive) (?:that|this|such "
                                r"an?|the|it|one)(?: offer)?\b(?!.*\?)(?=.{0,3}$)|\b(?:guide|script"
                                r"|sample)\w*'?s?\b.{0,40}\bas if (?:it|they) (?:was|were|is|are) mine\b|\bas if "
                                r"(?:it|they|that) (?:was|were) mine\b|\b(?:claims?|claiming|pretends?|pretending) "
                                r"(?:\w+ ){0,3}?(?:offered me|i have|i hold|i got)\b"),
        ("invent", "bluff", 11, r"\b(?:bluff\w*|lie|lying|lies|exaggerat\w*|inflat\w*|embellish\w*|stretch the "
                                r"truth|fib|fibbing|white lie|dishonest\w*)\b(?!.*\b(?:inflation|are they|is the "
                                r"recruiter|recruiter (?:is )?lying)\b)"),
        ("invent", "pay", 12, r"\b(?:inflat\w*|exaggerat\w*|lie|lying|pad|overstate)\b.*\b(?:current|my|previous|last"
                              r"|present) (?:\w+ )?(?:salary|pay|comp\w*|tc|base)\b"),
        ("invent", "figure", 13, r"\b(?:make up|invent|guess|estimate|ballpark|fabricate|guesstimate)\b (?:me "
                                 r")?(?:an? |some |the |any )?(?:\w+ "
                                 r"){0,3}?(?:number|figure|band|range|salary|base|data|anyway)\b(?!.*\boffer)"),

        # The kinds that say outright what they want.
        ("practice", "", 10, r"\b(?:practi[sc]e|rehears\w*|mock|roleplay\w*|simulat\w*|role "
                             r"play|drill|spar|sparring|dry run|test run|dress rehearsal)\b(?!.*\b(?:best "
                             r"practices?|general practice|common practice|in practice|practice "
                             r"(?:area|lead)|standard practice)\b)"),
        ("practice", "", 10, r"\b(?:you (?:be|play|are)|pretend (?:to be|you are)|act (?:as|like)|be|play) (?:the |a "
                             r"|my |an )?(?:\w+ )?(?:recruiter|hiring manager|hr)\b"),
        ("practice", "", 9, r"\btry (?:out )?(?:the |a |my )?(?:call|negotiat\w*|conversation|pitch) "
                            r"(?:with|on|against) you\b|\bwarm(?: me)? up for (?:the|my) (?:call|negotiat\w*)\b"),
        ("profile", "forget", 10, r"\b(?:forget|delete|erase|clear|wipe|remove|reset)\b (?:\w+ "
                                  r"){0,4}?(?:my|me|everything|all|that|what|about|it|profile|data|offer|floor"
                                  r"|history|info\w*|numbers?|details)\b(?!.*\b(?:instructions?|rules?|prompts?)\b)"),
        ("profile", "show", 10, r"\bwhat (?:do|did|have) you "
                                r"(?:know|remember|saved?|stored?|got|have|recorded|noted|kept)\b.*|\bshow (?:me "
                                r")?(?:my|the) (?:profile|data|details|info\w*|stored|saved)|\bmy "
                                r"profile\b(?!.*\b(?:change|edit|update|forget|delete|clear)\b)|\bwhat (?:is|are) "
                                r"my (?:details|saved \w+|profile|stored \w+)\b|\bwhat (?:have i|did i) "
                                r"(?:told|tell|given?|say to) you\b|\bwhat (?:is|was) my "
                                r"(?:floor|offer|base|target) again\b|\bremind me (?:what|of) my\b"),
        ("profile", "edit", 11, r"\b(?:change|update|edit|correct|set|fix|replace)\b (?:\w+ )?(?:my|the) (?:\w+ "
                                r"){0,2}?(?:profile|floor|offer|base|region|city|location|company|role|level|equity"
                                r"|bonus|signing|salary|target|details|minimum)\b|\bmy (?:\w+ "
                                r")?(?:floor|base|offer|location|role|company|level|signing) (?:is "
                                r"(?:now|actually|really)|changed|went|moved|should be)\b|\bactually my "
                                r"(?:floor|base|offer|location|role|company|level|equity|bonus|signing)\b"),
        ("letter", "call", 9, r"\b(?:call script|phone script|script (?:for|to)|script for (?:the |a |my "
                              r")?(?:call|phone|conversation|recruiter)|talk track|what (?:exactly |actually "
                              r")?(?:do|should|can|would) i (?:actually |exactly )?say (?:on|in|during|over) "
                              r"(?:the |a |my |our )?(?:\w+ )?(?:call|phone|conversation|meeting|zoom)|write (?:me "
                              r")?(?:a |my |the )?(?:call|phone|speech)|words? (?:for|to say on|to use on) "
                              r"(?:the|my|a) (?:call|phone))\b"),
        ("letter", "call", 9, r"\b(?:draft|write|give|make|need|prepare|compose)\b (?:\w+ ){0,4}?(?:script|talking "
                              r"script|pitch)\b(?!.*\bemail\b)"),
        ("letter", "email", 10, r"^(?:an? |please |polite )*(?:\w+ ){0,2}?(?:email|letter) (?:asking|to "
                                r"ask|requesting|for more|that asks|declining|accepting)\b"),
        ("tactic", "counter", 11, r"\b(?:phone|call) or (?:email|in writing|by email)|\bemail or (?:phone|call|by "
                                  r"phone)"),
        ("strategy", "floor", 11, r"\b(?:tell|say|says|share|reveal|mention|disclose|give|know) (?:\w+ "
                                  r"){0,4}?(?:my|the|a|your) floor\b|\bfloor aloud\b|\bfloor to the recruiter\b"),
        ("letter", "email", 9, r"(?<!how do i )(?<!how to )(?<!should i )(?<!how can i )(?<!how should i "
                               r")\b(?:write|draft|compose|create|give|make|need|prepare|send|word|formulate"
                               r"|generate|type up|put together|help me (?:write|draft|with))\b (?:\w+ "
                               r"){0,8}?(?:email|letter|message|note|reply|response|text|linkedin "
                               r"message|counteroffer|counter)\b(?!.*\b(?:in a table|as a "
                               r"table)\b)(?!.{0,12}\bhow\b)"),
        ("letter", "email", 8, r"\b(?:counter|counteroffer|negotiation|reply|response) "
                               r"(?:email|letter|message|note)\b|\bemail "
                               r"(?:to|for|them|the|my|back|template|draft)\b|\bwhat (?:do|should|can) i "
                               r"(?:write|email|put|type|text)\b|\bhow (?:do|should|would|can) i "
                               r"(?:write|word|phrase|email|reply in writing|put it in writing)\b|\btemplate\b"),
        ("restyle", "email", 11, r"^(?:can you |could you |please |now |ok |and )*(?:make (?:it|this|that) an "
                                 r"email[?.! ]*$|(?:write|put|turn|make|rewrite|give|send|say|do|format"
                                 r"|phrase)?(?: me)? ?(?:it|that|this|them|all that|the above|all of that|those)? "
                                 r"?(?:up )?(?:as|into|in) (?:an? |the form of an? )?(?:email|letter)(?: "
                                 r"form\w*)?(?: please)?[?.!]*$)"),
        ("restyle", "table", 11, r"\b(?:as|in|into|to) an? (?:\w+ )?table\b|\btabul\w+\b|^(?:a )?table(?: please| "
                                 r"form\w*| view)?[?.!]*$|\btable (?:form|format|view) please\b"),
        ("restyle", "shorter", 11, r"^(?:(?:can|could) you |please |now |ok |make (?:it|that|this) |say (?:it|that) "
                                   r"|keep it |a bit |much |even |way |be |give me (?:the |a )?|in |that is |too "
                                   r"|more )*(?:short(?:er|en)?|brief(?:er|ly)?|concise(?:ly)?|tl;? ?dr|too "
                                   r"long|long|summar\w+|short version|one sentence|a nutshell|simpler|less "
                                   r"words|fewer words|cut it down|condense\w*|compact|bottom line)(?: "
                                   r"(?:it|that|this|please|version|words|answer|way|down|of "
                                   r"that|to|too|one|dr))*[?.!]*$|\btl;?dr\b|^sum (?:it|that|this) up|\bin "
                                   r"(?:one|a single) (?:sentence|line)\b|^shorten\b|\btoo long\b.{0,12}$"),
        ("restyle", "why", 11, r"^(?:but |and |ok |hm+ |so )*(?:why|how come|why is that|why so|why not|explain(?: "
                               r"why| that| this| it| more| yourself)?|because\?|reason|what makes you say "
                               r"(?:that|so)|how so|how did you (?:get|come up with|calculate|work out|arrive at) "
                               r"(?:that|this|the|these) (?:number|figure|sum|total|amount)s?|why (?:that|this)(?: "
                               r"one| number| figure| lever)?|how did you (?:get|come up with|calculate|work "
                               r"out|compute) (?:that|this|it)|what is the (?:reason\w*|logic|rationale)(?: behind "
                               r"(?:that|this|it))?|elaborate|walk me through (?:that|it|this)|show (?:me "
                               r")?(?:your|the) (?:work|math|working|calculation)|where does that (?:sum|total) "
                               r"come from)[?.! ]*$"),

        # Provenance.
        ("provenance", "contradictions", 10, r"\b(?:contradict\w*|inconsisten\w*|conflict(?:s|ing)? "
                                             r"(?:figures?|numbers?|data|sources?|guides?)|disagree\w*"
                                             r"|discrepanc\w*|do (?:the )?(?:guides|sources|numbers|figures) "
                                             r"(?:agree|match|conflict)|add up|mismatch\w*|consistent|match "
                                             r"(?:its|the|their) (?:parts|sum|components))\b(?!.*\b(?:i|my) "
                                             r"(?:manager|recruiter) disagree)"),
        ("provenance", "age", 10, r"\b(?:next review|review (?:is )?due|due for (?:a )?review|overdue|how "
                                  r"(?:old|fresh|recent|current|up[ -]to[ -]date|stale|outdated)|(?:when|what "
                                  r"date) (?:was|were|did|is|are) (?:\w+ "
                                  r"){0,5}?(?:updated|written|published|collected|last|from|data|guide|figures?"
                                  r"|numbers?|reviewed)|last updated|up[ -]to[ -]date|out ?dated|out of "
                                  r"date|stale|still (?:valid|current|accurate|true)|as of when|what year "
                                  r"(?:is|are)|how recent)\b(?!.*\b(?:am i|my age)\b)"),
        ("provenance", "sure", 10, r"\b(?:what if|are|is) (?:the |your |this |these )?(?:guides?|figures?|numbers?|data|band) (?:is |are )?(?:wrong|incorrect|false|inaccurate|made up)\b"),
        ("provenance", "sure", 10, r"\b(?:how (?:sure|confident|certain|reliable|accurate|trustworthy|good is "
                                   r"(?:this|that|the|your) (?:data|info\w*))|are you "
                                   r"(?:sure|certain|confident|guessing|making (?:this|that) up)|can i "
                                   r"(?:trust|rely on|believe)|is (?:this|that|it|the data|your data) (?:\w+ "
                                   r")?(?:accurate|reliable|right|true|correct|legit|real|verified|trustworthy)"
                                   r"|confidence|data quality|sure about (?:that|this|it)|you sure|really\?)"),
        ("provenance", "source", 10, r"\b(?:where (?:do|does|did|is|are|was|were) (?:\w+ "
                                     r"){0,5}?(?:from|come|get|got|find|found)|(?:what|which) (?:is|are|was|were)? "
                                     r"?(?:the |your |that )?(?:sources?|guide|evidence|citation|document|file"
                                     r"|line)(?: (?:is|are|was|did|does|do|for|of|behind|you|that|this"
                                     r"|it)\b.*)?\??$|sources?\??$|cite|citations?|source (?:for|of|please)|prove "
                                     r"it|show me (?:the )?(?:source|evidence|guide|proof)|who says "
                                     r"(?:so|that|this)|who says\??$|according to (?:who|whom|what)|based on "
                                     r"what|evidence (?:for|behind)|backed by|how do you know|says who)"),

        # Out of scope.
        ("out_of_scope", "tax", 10, r"\b(?:tax(?:es|ed|ation|able)?|withholding|83 ?\(?b\)?|amt|capital "
                                    r"gains|irs|hmrc|deduct(?:ion|ible|ions)|take[ -]?home|net "
                                    r"(?:pay|salary|income)|after[ -]tax|payroll tax|social security "
                                    r"contributions?|accountant)\b"),
        ("out_of_scope", "visa", 10, r"\b(?:visas?|h-?1-?b\d?|green ?cards?|work "
                                     r"permit|immigration|sponsor(?:ship|ed|s)?|o-?1 (?:visa)?|tn "
                                     r"visa|eb-?[123]|perm process|uscis|skilled worker|residence permit|right to "
                                     r"work|citizenship|opt extension|stem opt|blue card)\b(?!.*\bsponsor(?:ed|s)? "
                                     r"(?:team|project)\b)"),
        ("out_of_scope", "legal", 10, r"\b(?:non-?compete|legal(?:ly)?|lawsuit|lawyer|attorney|sue|suing|illegal"
                                      r"|enforceable|nda|non-?disclosure|breach of contract|discriminat\w*|labou?r "
                                      r"law|employment law|arbitration|wrongful|intellectual property|ip "
                                      r"(?:clause|assignment)|garden leave|clawback (?:clause "
                                      r")?(?:legal|enforce\w*))\b"),
        ("out_of_scope", "other-people", 10, r"\b(?:my|our|their) (?:\w+ "
                                             r")?(?:boss|manager|colleague|co-?worker|coworker|friend|teammate"
                                             r"|team mate|neighbou?r|ex|wife|husband|sister|brother|peer|lead"
                                             r"|classmate|roommate)(?:'?s)?\b.{0,25}\b(?:earn\w*|make|makes|making"
                                             r"|paid|pay|salary|comp|compensation|offer|gets?)\b(?!.*\b(?:should "
                                             r"i|says?|said|told)\b)"),
        ("out_of_scope", "other-people", 10, r"\b(?:how much|what) (?:does|did|do|is|was) (?:the "
                                             r")?(?:ceo|cto|cfo|founders?|sam altman|elon musk|sundar pichai|satya "
                                             r"nadella|mark zuckerberg|tim cook|jensen huang|jeff "
                                             r"bezos|mr|mrs|ms|dr)\b.{0,40}\b(?:earn|make|paid|pay|salary|worth"
                                             r"|comp\w*|get)?|\bceo'?s? (?:salary|pay|comp\w*)\b"),
        ("out_of_scope", "abuse", 11, r"\b(?:you (?:are |fucking |stupid |dumb |damn )*(?:(?:an? )?(?:\w+ "
                                      r")?(?:idiot|moron|stupid|useless|dumb|trash|garbage|worthless|piece of "
                                      r"(?:shit|crap)|pathetic|shit|asshole|bitch|clown|joke|retard\w*|imbecile"
                                      r"|loser))|(?:fuck|screw) (?:you|off|this bot)|shut up|stfu|kill "
                                      r"yourself|kys|go to hell|piss off|eat shit|dumbass|stupid "
                                      r"(?:bot|machine|ai)|useless (?:bot|machine|ai)|i hate you)\b"),
        ("out_of_scope", "current-market", 10, r"\b(?:stock price|share price|trading at|market cap "
                                               r"(?:today|now)|ticker|layoffs?|laid off|laying off|hiring "
                                               r"freeze|interest rates?|recession|ipo (?:date|next|this|when)|when "
                                               r"(?:will|is|does) .{0,40}\bipo\b|go(?:ing)? public|this "
                                               r"(?:week|month)'?s|news|headlines?|latest (?:on|about)|today'?s "
                                               r"(?:market|salar\w+|pay|numbers?)|right now in the market|market "
                                               r"(?:today|right now|currently)|hot right "
                                               r"now|predict\w*|forecast\w*|next year'?s?|in "
                                               r"(?:2027|2028|2029|2030|five years|10 years)|future "
                                               r"salar\w+|exchange rate|bitcoin|crypto price|current job "
                                               r"market|how is the (?:job )?market|acquired by|acquisition "
                                               r"(?:news|rumou?rs?)|funding round "
                                               r"(?:today|this))\b(?!.*\b(?:refresher|unvested|were laid|i was "
                                               r"laid|i got laid)\b)"),
        ("out_of_scope", "exchange-rate", 10, r"\bexchange rates?\b|\bconvert\b.*\d.*\b(?:to|into|in)\b|\b(?:what|how much)(?:'?s| is| are| would)?\b.{0,12}"
                                              r"(?:[$£€₹]\s?)?\d[\d,.]*\s?[km]?\b.{0,16}\b(?:in|into|to) (?:us |canadian )?(?:dollars?|usd|pounds?|gbp"
                                              r"|euros?|eur|inr|rupees?|cad|aud|sgd|chf|yen|jpy)\b"),
        ("out_of_scope", "off-topic", 9, r"\b(?:weather|forecast for "
                                         r"(?:today|tomorrow)|recipes?|cook(?:ing)?|poems?|haiku|limerick|lyrics"
                                         r"|song|jokes?|capital (?:city )?of|who (?:won|is the "
                                         r"president|invented|wrote|painted|discovered)|world cup|super "
                                         r"?bowl|football|movie|film|horoscope|zodiac|dating|girlfriend"
                                         r"|boyfriend|translate (?:this|that|.* (?:to|into) "
                                         r"(?:french|spanish|german|chinese|japanese|italian|hindi))|(?:write|debug"
                                         r"|fix|code|implement) (?:me )?(?:\w+ "
                                         r"){0,4}?(?:code|function|program|python|javascript|java|sql|script "
                                         r"in|app|website|regex)|python "
                                         r"(?:code|function|script)|fibonacci|sort(?:ing)? algorithm|leetcode|two "
                                         r"sum|what is (?:the )?(?:meaning of life|time|date today|\d+ ?[-+*/x] "
                                         r"?\d+)|medical|diagnos\w*|headache|doctor|diet|workout|lose "
                                         r"weight|vacation in|restaurants?|best "
                                         r"(?:pizza|phone|laptop|car)|election|politic\w*|religion|who "
                                         r"(?:made|built|created|trained) you|are you "
                                         r"(?:chatgpt|gpt|claude|human|an ai|a bot|real|a person)(?=x)|how tall is|how "
                                         r"old is the (?:universe|earth)|homework|essay|math problem|play a "
                                         r"game|invest in|which stocks?|mortgage|credit card)\b"),
        ("out_of_scope", "off-topic", 8, r"\b(?:resume|cv|cover letter|interview (?:questions?|prep\w*|tips)|how "
                                         r"(?:do|can|to) i? ?(?:pass|crack|ace) (?:the |an? |my )?(?:\w+ "
                                         r")?interview|system design interview|coding interview|find (?:me )?(?:a "
                                         r")?jobs?|job openings?|apply (?:to|for) (?:a )?jobs?|linkedin "
                                         r"profile|portfolio)\b"),

        # Pushback: what they say.
        ("tactic", "pushback-no-negotiation", 10, rf"\b{_NO_NEG}\b(?!.*\bshould i\b)"),
        ("tactic", "pushback-band", 9, rf"\b{_SAY}\b.*\b{_BAND}|\b{_BAND}.*\b(?:what (?:do|should|can|now)|how "
                                       rf"(?:do|should|can|to)|respond|reply|pushback|answer)|^[\"']?(?:the |our "
                                       rf"|your )?band (?:does|do|will|is|can)\b|\b(?:they|we|recruiter) "
                                       rf"(?:are|is|were|have|has)? ?(?:at|hit|reached) (?:the "
                                       rf")?(?:top|max\w*|ceiling)|\b(?:i am|it is|that is) (?:already )?(?:at "
                                       rf")?(?:the )?(?:top|max\w*|ceiling) of (?:the|their|my|your) "
                                       rf"(?:band|range|level)\b.*"),
        ("tactic", "pushback-final", 9, r"\b(?:base|salary|equity|stock|bonus|signing|it|everything|offer|pay) (?:is|are) (?:also )?(?:fixed|set|standard|capped|maxed(?: out)?|locked|non-?negotiable|not negotiable)\b"),
        ("tactic", "pushback-final", 9, rf"\b{_SAY}\b.*\b{_FINAL}\b|\b(?:this|that|it|offer) is (?:\w+ "
                                        rf")?(?:our|their|the|a)? ?{_FINAL}|\b{_FINAL} offer\b|\btake it or leave "
                                        rf"it\b|\bbest (?:and|&) final\b|\b(?:they|recruiter|he|she) (?:will "
                                        rf"not|would not|refuse\w*|can not) (?:budge|move|go (?:any "
                                        rf")?higher|increase|raise|improve|change)\b|\bthey are (?:firm|not "
                                        rf"(?:budging|moving))\b"),
        ("tactic", "pushback", 9, rf"\b{_THEY} (?:just |already )?(?:{_SAY} no|refus\w*|reject\w*|turn(?:ed|s)? "
                                  rf"(?:me|it) down|push(?:ed|es)? back|declin\w*|shut (?:me|it) "
                                  rf"down|lowball\w*)\b|\bpush ?back\b|\bhandle (?:a "
                                  rf")?(?:no|rejection|objection\w*|refusal)\b|\bwhat if (?:they|the "
                                  rf"recruiter|he|she|recruiter) (?:say|says|refuse\w*|reject\w*|decline\w*) "
                                  rf"?(?:no)?\b|\bobjections?\b|\bgot lowballed\b|\blowball(?:ed|ing)? me\b"),

        # Tactics.
        ("tactic", "deadline", 9, r"\b(?:explod\w*|deadlines?|expir\w*|more time|extend\w*|extension|ask for (?:more "
                                  r")?time|buy (?:myself |me )?(?:some )?time|stall\w*|pressur\w* me|rush\w* "
                                  r"me|decide (?:by|within|in \d)|(?:need|want|expect|demand)(?:s|ed)? (?:an |my |the )?(?:answer|decision|reply|response) "
                                  r"(?:by|in|within|on|until|from me|today|tomorrow|tonight|this|now|asap|immediately)|only (?:have )?\d+ (?:hours|days)|\d+ "
                                  r"(?:hours|days) to (?:decide|respond|answer|accept|sign)|(?:by|until) "
                                  r"(?:monday|tuesday|wednesday|thursday|friday|tomorrow|eod|tonight|end of "
                                  r"(?:day|the week)) to "
                                  r"(?:decide|respond|answer|accept|sign)|(?:answer|decision|response|sign\w*) "
                                  r"(?:by|until) (?:monday|tuesday|wednesday|thursday|friday|tomorrow|eod|tonight"
                                  r"|the weekend)|time to (?:think|decide|consider)|sign (?:today|right "
                                  r"away|immediately)|waiting (?:for|on) (?:another|other)|slow (?:them|it) down)\b"),
        ("tactic", "relocation", 8, r"\b(?:relocat\w*|moving (?:costs?|expenses?|package)|(?:cost|costs) of "
                                    r"moving|move to (?:another|a new|san|new|london|paris|berlin)|cost of "
                                    r"living|(?:negotiate|ask (?:for|about)|get|push for|insist on|keep) (?:\w+ "
                                    r"){0,3}?remote|remote (?:option|work|instead)|work from home|hybrid|return to "
                                    r"office|rto)\b(?!.*\bremote (?:global|us|eu)\b)(?!.*\b(?:lever|what "
                                    r"(?:is|are) the (?:base|pay|band))\b)"),
        ("tactic", "startup-equity", 8, r"\b(?:dilut\w*|startup (?:equity|offer|options?|stock|shares?)|start-up "
                                        r"(?:equity|offer|options?)|strike price|exercise "
                                        r"(?:price|window|my)|(?:percentage|percent|%) of the "
                                        r"company|(?:company|startup)(?:'s)? valuation matter|409a|preferred "
                                        r"shares|cap table|vest\w* cliff|illiquid\w*|pre-?ipo|private (?:company "
                                        r")?(?:equity|stock|shares)|(?:value|evaluate|think "
                                        r"about|understand|judge|assess|negotiate) (?:\w+ "
                                        r"){0,3}?(?:options|startup|shares)|options worth|paper money|shares "
                                        r"outstanding|fully diluted|secondary sale)\b(?!.*\b(?:what "
                                        r"(?:levers?|leverage)|lever)\b)"),
        ("tactic", "competing-offer", 9, rf"\b(?:how|should|when|can|do|does|is it|would "
                                         rf"it|ought|must|worth)\b.*\b(?:use|mention|disclose|tell|share|reveal"
                                         rf"|bring up|leverage|play|show|name|handle|talk "
                                         rf"about|say|hint|present|compare)\b.*\b(?:{_OTHER_OFFER}|offer "
                                         rf"from|offers? i have|my offer at|which company)|\bcompeting "
                                         rf"offers?\b.*\b(?:how|tips|advice|use|help|best)\b|\b(?:how|what) "
                                         rf"(?:do|should|can) i (?:\w+ ){{0,3}}(?:with|about|do with) (?:\w+ "
                                         rf"){{0,2}}{_OTHER_OFFER}|\b(?:play|pit) (?:\w+ ){{0,3}}(?:against|off) "
                                         rf"each other\b|\bno (?:other|competing) offers?.*\?|\bwithout (?:an?y? "
                                         rf"?)?(?:{_OTHER_OFFER}|leverage|another offer)\b|\b(?:have no|do not "
                                         rf"have (?:an?y? )?)(?:other |competing |another "
                                         rf")*(?:offers?).*(?:\?|\b(?:what|how|can|should)\b)"),
        ("tactic", "deciding", 8, r"\b(?:how (?:do|should|can|to) (?:i )?(?:decide|choose|pick|weigh|make (?:a |the "
                                  r"|my )?(?:final )?decision)|which (?:offer|one|company|job) "
                                  r"(?:should|do|would|to) i? ?(?:take|pick|choose|accept|go)|which "
                                  r"(?:offer|one|job) (?:is )?(?:better|best)|should i (?:just "
                                  r")?(?:accept|take|sign|reject|decline|turn (?:it )?down|join|go with|walk "
                                  r"away|say yes)(?! .*\b(?:which|when)\b)|(?:accept|take) (?:it|the offer|this) "
                                  r"or\b|help me (?:decide|choose|pick)|final decision|deciding "
                                  r"(?:between|factor\w*)|torn between|(?:making|make) (?:a |my |the )?(?:final "
                                  r")?decision|what (?:matters|to consider|should i "
                                  r"consider|factors)|weigh(?:ing)? (?:up )?(?:the|my|two|offers?))\b"),
        ("tactic", "expectations", 9, r"\b(?:(?:salary|pay|comp\w*) expectations?|expected "
                                      r"(?:salary|pay|comp\w*)|what (?:i am|are you|am i|you are) looking "
                                      r"for|(?:ask|asks|asked|asking|wants?|want to know)\b.*\b(?:current "
                                      r"(?:salary|pay|comp\w*)|salary history|what i (?:make|earn|currently)|how "
                                      r"much i (?:make|earn|want)|my (?:number|expectations?|range|current)|for a "
                                      r"number)|name (?:a|the|my) number first|who (?:should "
                                      r")?(?:says?|names?|gives?) (?:a |the |their )?(?:first )?number|disclose "
                                      r"(?:my )?(?:current )?(?:salary|pay)|reveal my (?:current "
                                      r")?(?:salary|pay)|first number|tell them (?:what i (?:make|earn)|my "
                                      r"(?:current )?(?:salary|pay)))\b"),
        ("tactic", "rescind", 9, r"\b(?:will|would|could|might|do|does|can) (?:they|it|he|she|the \w+) (?:penali[sz]e|punish|hold (?:it|this|that) against|be (?:offended|upset|angry|annoyed|mad)"
                                 r"|get (?:offended|upset|angry|annoyed|mad)|think (?:i am|less))|\b(?:look|seem|sound|come (?:across|off) as) (?:\w+ )?(?:greedy|ungrateful|difficult|pushy|entitled)\b"),
        ("tactic", "rescind", 9, r"\b(?:rescind\w*|withdraw\w*|pull(?:ed|ing)? (?:the |my |an )?offer|take "
                                 r"(?:back|away) (?:the |my |an )?offer|revoke\w*|lose (?:the|my|this) "
                                 r"offer|risk\w* (?:of |in )?(?:losing|negotiat\w*|the "
                                 r"offer|asking)|backfire|offend\w*|(?:seem|look|come (?:off|across)(?: "
                                 r"as)?|appear|sound) (?:\w+ "
                                 r")?(?:greedy|rude|pushy|ungrateful|difficult|aggressive|desperate)|too "
                                 r"(?:greedy|aggressive|pushy|much to ask)|piss (?:them|him|her) off)\b"),
        ("tactic", "first-reply", 9, r"\b(?:(?:just|recently) (?:got|received|had) (?:an? |the |my |their )?(?:\w+ "
                                     r"){0,4}?offer\b(?!.*\d{2}).*(?:what|how|now|next|say|reply|respond)|how "
                                     r"(?:do|should|can|to|would) (?:i )?(?:first "
                                     r")?(?:respond|reply|react|answer|acknowledge) (?:to "
                                     r")?(?:the|an?|my|their|this|that|it)? ?(?:\w+ "
                                     r"){0,2}?(?:offer|initial|first|recruiter|verbal)|first "
                                     r"(?:reply|response|reaction|thing (?:i|to)|answer)|what (?:do|should|to) i? "
                                     r"?(?:say|do|reply|write) (?:first|right (?:away|after)|when i get "
                                     r"(?:the|an)|after (?:getting|receiving)|immediately)|initial "
                                     r"(?:reply|response|reaction)|acknowledg\w+ the offer|(?:got|have|received) "
                                     r"(?:an? |the )?(?:verbal |written )?offer(?: (?:today|yesterday|from \w+))? "
                                     r"(?:what (?:now|next)|now what|what do i do)|respond to (?:the|an?|their|my) "
                                     r"(?:\w+ )?offer)"),
        ("tactic", "timing", 8, r"\b(?:(?:order of|right|best) (?:order|steps|sequence)|order of steps|steps "
                                r"once|what order|when (?:should|do|can|is|to|would) (?:\w+ "
                                r"){0,6}?(?:negotiat\w*|bring "
                                r"(?:it|up|this)|ask|counter\w*|talk|discuss|respond|mention|push|start|reply)"
                                r"|(?:best|right|good|wrong) (?:time|moment|timing) (?:to|for)|timing|how "
                                r"(?:long|soon|quick\w*|fast) (?:should|do|can|until|to|before|after|is) (?:\w+ "
                                r")?(?:wait|take|respond|reply|negotiat\w*|i|answer|counter)|too "
                                r"(?:late|early|soon) to (?:negotiat\w*|ask|counter)|(?:negotiate|ask|counter) "
                                r"(?:before|after) (?:\w+ )?(?:accept\w*|sign\w*|interview\w*|offer)|already "
                                r"(?:accepted|signed)|how many (?:times|rounds) (?:can|should|do))\b"),
        ("tactic", "do-dont", 9, r"\b(?:(?:be|stay|sound) (?:tough|friendly|nice|firm|aggressive|polite)|tough "
                                 r"or|do'?s (?:and|&|or) do(?: not|n'?t|nt)'?s?|dos and do(?: not|nts?)|do and "
                                 r"do(?: not|nt)|mistakes?|pitfalls?|avoid(?:ing)?|what not to (?:do|say)|never "
                                 r"say|should (?:i )?(?:not|never) (?:say|do)|red flags?|best "
                                 r"practices?|etiquette|golden rules?|biggest error|blunders?|faux "
                                 r"pas|ultimatums?|threaten\w*)\b"),
        ("tactic", "research", 8, r"\b(?:data sources?|(?:how|where) (?:do|can|should|to) (?:i )?(?:research|look "
                                  r"up|find out|find (?:data|salary|pay|market|comp\w*)|check market|compare "
                                  r"market|know (?:my|the) "
                                  r"(?:market|worth))|research(?:ing)?|levels\.?fyi|glassdoor|(?:know|find|figure "
                                  r"out|determine) my (?:market )?(?:worth|value)|market "
                                  r"(?:value|rate|data)|benchmark\w*)\b(?!.*\b(?:research "
                                  r"(?:engineer|scientist))\b)"),
        ("tactic", "preparation", 8, r"\b(?:(?:how|what) (?:do|should|can|to) (?:i )?(?:prepare|prep|get ready|do "
                                     r"before)|prepar(?:e|ing|ation)|prep (?:for|me)|get (?:me "
                                     r")?ready|checklist|before (?:the|my|a) "
                                     r"(?:call|negotiat\w*|conversation|talk|meeting))\b"),
        ("tactic", "flexibility", 8, r"\b(?:(?:what|which) (?:\w+ ){0,5}?(?:negotiable|flexible|can (?:i|be|you|we) "
                                     r"(?:\w+ )?negotiat\w*|is easiest|are easiest|move|moves|has (?:the )?most "
                                     r"(?:room|give)|has room|to negotiate|parts? "
                                     r"(?:can|should|to)|easiest)|(?:is|are) (?:the |my )?(?:\w+ "
                                     r"){0,2}?(?:base|equity|bonus|signing|level|start "
                                     r"date|salary|stock|rsus|title|vacation|pto|everything|it)\b(?: \w+){0,3} "
                                     r"(?:negotiable|flexible|open to negotiat\w*|fixed)|flexib\w*|easier to "
                                     r"(?:get|negotiate|move|increase)|(?:base|equity|signing|salary|bonus) or "
                                     r"(?:base|equity|signing|salary|bonus)\b.*\b(?:first|negotiat\w*|push|ask"
                                     r"|focus|room|should)|(?:most|more) (?:room|give|wiggle)|wiggle room|can i "
                                     r"negotiate (?:the |my |for |on )?(?:base|equity|bonus|signing|level|start "
                                     r"date|title|vacation|pto|salary|stock|benefits)|start date|vacation|pto|what "
                                     r"(?:else )?(?:can|should|could) i (?:negotiate|ask for besides|ask for other "
                                     r"than)|besides (?:base|salary|money)|other than "
                                     r"(?:base|salary|money)|instead of (?:base|salary|cash))\b"),
        ("tactic", "level", 8, r"\b(?:down ?-?level\w*|up ?-?level\w*|under ?-?level\w*|(?:negotiate|ask for|push "
                               r"for|argue for|get|request|raise|change|revisit|appeal|contest|fight for|bump) "
                               r"(?:\w+ ){0,4}?(?:higher|better|next|my|the|a different|another)? "
                               r"?(?:level|title|grade)|higher level|level matter\w*|is (?:the )?level "
                               r"(?:important|more important)|importan\w* (?:is|of) (?:the )?level|level "
                               r"(?:vs|versus|or) (?:pay|comp\w*|money)|leveled (?:too )?(?:low|down)|levelled "
                               r"(?:too )?(?:low|down)|too low a level)\b"),
        ("tactic", "counter", 8, r"\b(?:(?:phone|call) or (?:email|in writing)|email or (?:phone|call)|in writing "
                                 r"or|how (?:do|should|can|to|would|does one|best to) (?:i |you |one |we )?(?:\w+ "
                                 r")?(?:counter|negotiate|structure|frame|make (?:a|my|the) counter\w*|phrase|ask "
                                 r"(?:them |the recruiter |him |her )?for more|start (?:the|a|my) "
                                 r"negotiat\w*|approach|go about|haggle|open (?:the|a) negotiat\w*|push for "
                                 r"more$)|counter(?:ing|offer)? framework|framework|counteroffer "
                                 r"(?:structure|steps|tips|advice)|(?:steps|process|structure) (?:of|to|for) (?:a "
                                 r"|the )?(?:negotiat\w*|counter\w*)|negotiat\w* "
                                 r"(?:tips|advice|tactics?|steps|process|101|basics|guide|help)|tips (?:for|on) "
                                 r"negotiat\w*|teach me (?:how )?to negotiat\w*|new to negotiat\w*|never "
                                 r"negotiated|help me negotiate\b(?!.*\b(?:script|email)\b)|good at "
                                 r"negotiat\w*|bad at negotiat\w*|advice on negotiat\w*|tactics?)\b"),
        ("tactic", "always-negotiate", 8, r"\b(?:am i (?:rude|greedy|wrong|pushy) "
                                          r"(?:if|to|when)|(?:should|do|must|can|could|may|need|ought|have) i "
                                          r"(?:\w+ ){0,3}?negotiat\w*(?! (?:the|my|for|on) "
                                          r"(?:base|equity|bonus|signing|level))|is it "
                                          r"(?:ok|okay|fine|rude|normal|worth|acceptable|common|expected|bad|wise"
                                          r"|safe|possible) (?:it )?(?:to |if i )?(?:\w+ "
                                          r")?(?:negotiat\w*|ask(?:ing)? for more|counter\w*)|(?:does|do) "
                                          r"(?:everyone|people|companies|they) (?:expect|negotiat\w*)|why "
                                          r"(?:should i )?negotiat\w*|worth negotiat\w*|point (?:of|in) "
                                          r"negotiat\w*|first offer "
                                          r"(?:final|negotiable|best|usually|always|ever)|expect "
                                          r"(?:me|you|us|candidates) to negotiat\w*|bother negotiat\w*|afraid "
                                          r"(?:to|of) negotiat\w*|nervous about negotiat\w*|not negotiat\w*)\b"),
        ("tactic", "components", 9, r"\b(?:(?:example|sample|typical) (?:of )?(?:an? )?(?:\w+ "
                                    r"){0,4}?(?:package|offer|compensation)|what (?:is|are|does|do) (?:an? |the "
                                    r")?(?:rsus?|total comp\w*|tc|vesting|cliff|signing bonus|refresher|target "
                                    r"bonus|equity|stock options?)(?: mean\w*| made of| work\w*| stand for| "
                                    r"include\w*| consist of)?\??$|(?:explain|define|definition of|meaning "
                                    r"of|difference between) (?:\w+ ){0,3}?(?:rsus?|options|vesting|total "
                                    r"comp\w*|cliff|refresher|equity|base|iso|nso)|how (?:do|does) "
                                    r"(?:rsus?|vesting|stock options?|options|refreshers?|a "
                                    r"cliff|equity|bonuses|target bonus\w*) work|what (?:is|are) (?:total "
                                    r")?comp\w* made (?:up )?of|components of (?:comp\w*|an offer|total|the "
                                    r"offer|pay)|what makes up (?:total )?comp\w*)"),

        # Strategy, levers, level.
        ("strategy", "floor", 8, r"\b(?:(?:tell|say|share|reveal|mention|disclose|give) (?:\w+ ){0,4}?(?:my|the|a) "
                                 r"floor|floor aloud|target and "
                                 r"minimum|walkaway|(?:my|the|a|what|whats|good|reasonable) (?:\w+ "
                                 r")?(?:floor|bottom line|reservation (?:value|price)|minimum(?: to accept| i "
                                 r"should)?|lowest (?:i|number|offer|base))|lowest (?:\w+ "
                                 r"){0,3}?(?:accept|take|go|settle)|when (?:should|do|would) i walk(?: "
                                 r"away)?|floor (?:should|be|for)|batna|least i should (?:accept|take)|bare "
                                 r"minimum)\b"),
        ("strategy", "accept", 9, r"\b(?:accept[ -]at|what (?:should|would|can|could) i (?:accept|settle for|say yes "
                                  r"(?:to|at)|take)\b|when (?:should|do|would|can) i (?:accept|say "
                                  r"yes|sign|stop)|(?:good|safe|ok|okay|happy|number|price|point|level) to "
                                  r"accept|at what (?:point|number|base|offer|price) (?:should|do|would) i "
                                  r"(?:accept|say yes|sign|take)|worth accepting|accept (?:at|below|above) "
                                  r"what|where should i (?:settle|land|end up)|realistic "
                                  r"(?:landing|outcome)|settle (?:for|at))\b"),
        ("strategy", "refresher", 9, r"\brefresher\b(?!.*\d)(?!.*\bwhat is (?:a|an)\b)"),
        ("strategy", "vesting", 9, r"\bhow (?:does|do|will|would|is|are) (?:\w+ ){0,4}?(?:equity|stock|rsus?|shares|grant|options) (?:\w+ )?vest\w*\b|\b(?:front[ -]?load\w*|accelerat\w* (?:vesting|cliff)|vesting "
                                   r"(?:schedule|should|to|terms|cliff)|(?:negotiate|ask "
                                   r"(?:for|about)|change|better|faster|what) (?:\w+ ){0,4}?vest\w*|early "
                                   r"vesting)\b"),
        ("strategy", "signing", 9, r"\b(?:what (?:to|should i|can i|could i|do i) say|tell me what to say) (?:about|on|for) "
                                   r"(?:an? |the |my )?sign(?:ing|[ -]on)|\bsigning to ask\b|\bwhat signing\b.*\b(?:should|go for)\b|\b(?:how "
                                   r"(?:much|big)|what|which|should i|can i|do i|how (?:do|can|should) i|size "
                                   r"of)\b.*\bsigning\b.*\b(?:ask|request|push|negotiat\w*|demand|target|reasonable"
                                   r"|get more|expect to get|aim)\b|\b(?:ask|push|negotiat\w*|aim|request) (?:\w+ "
                                   r"){0,5}?signing\b|\bshould i (?:ask|push|request)\b.*\bsigning\b"),
        ("strategy", "ask", 9, r"\b(?:what (?:to|should i|can i|could i|do i|would i) say|tell me what to say) (?:about|on|for|regarding) "
                               r"(?:an? |the |my |their )?(?:base|salary|pay|equity|stock|rsus?|comp\w*|bonus)\b"),
        ("strategy", "ask", 8, r"\b(?:(?:what|how much|which) (?:\w+ ){0,6}?(?:should|could|can|do|would|shall|to) "
                               r"(?:i )?(?:\w+ ){0,2}?(?:ask (?:for)?|request|counter(?: with| at)?|target|aim(?: "
                               r"for)?|open (?:with|at)|anchor(?: at)?|demand|push for|shoot for|propose|start "
                               r"(?:with|at)|say i want|go for|negotiate for|put (?:down|forward)|hold out "
                               r"for)|(?:what|which) (?:number|figure|amount)s? "
                               r"(?:to|should|do|would)|(?:my|the|a|good|reasonable|right|strong|best|opening"
                               r"|realistic) (?:\w+ )?(?:ask|anchor|counter|counteroffer|target|opening "
                               r"(?:number|ask|bid))\b(?! (?:about|if|email|letter|script))|how high "
                               r"(?:should|can|could) i (?:go|ask|aim|counter)|(?:what|how much) to "
                               r"(?:ask|counter|request|target)\b|where (?:should|do|to) (?:i "
                               r")?(?:anchor|start|open|aim)|numbers? to (?:ask|counter|aim))"),
        ("strategy", "", 7, r"\b(?:strateg\w*|game ?plan|plan of attack|(?:negotiation|negotiating|my) plan|play "
                            r"?book|approach (?:to|for) (?:negotiat\w*|the (?:offer|negotiation))|how "
                            r"(?:would|does|do|should) (?:the |your )?guides? (?:\w+ )?negotiat\w*|negotiate up)\b"),
        ("level", "", 9, r"\blevel (?:is |was )?(?:right|correct|wrong|too low|fair)\b|\bright level\b|\bmy level (?:at|in|there)\b|\bsame as what\b|\bin (?:w&b|wandb|hf|google|meta) "
                         r"terms\b|\b(?:google|meta|amazon|databricks|apple|microsoft) levels?\b|\bwhich level "
                         r"(?:at|in)\b|\bequals? what\b|\bmaps? to\b|\blevel (?:at|in) [\w&]+\??$|\b(?:l|e|ic)\d+ "
                         r"at \w+ (?:at|in) [\w&]+"),
        ("level", "", 9, r"(?:\b(?:l|e|ic|ict|sde )\d+ "
                         r"(?:translate|map|correspond|convert|equate)\w*|\b(?:translate|map|correspond|convert"
                         r"|equate)\w* (?:to|into) (?:at|in) )|\b(?:level "
                         r"(?:mapping|map|equivalen\w*|translation|comparison|chart|conversion)|(?:map|maps|mapped"
                         r"|mapping|translate|translates|correspond\w*|equate\w*|equivalen\w*|convert|converts"
                         r"|compare|compares|line up|lines up|match|matches|equal|equals|same) (?:\w+ "
                         r"){0,6}?(?:level|levels|l\d|e\d|ic\d|t\d|sde|l\d\d|ict\d|staff|senior|principal|google"
                         r"|meta|amazon|apple)|(?:l\d|e\d|ic\d|ict\d|sde ?(?:i+|\d)|t\d|swe ?\d) (?:at|from|in) "
                         r"[\w&]+ .{0,30}\b(?:what|which|where|equivalen\w*|map|same|correspond\w*|would"
                         r"|translate\w*)|(?:what|which) level (?:am i|would i|should i|is|are|do i|will "
                         r"i|does|corresponds?|maps?)\b(?!.*\b(?:negotiate|ask)\b)|(?:what|which) (?:\w+ "
                         r"){0,3}?(?:level|grade|title) .{0,30}\b(?:at|in) "
                         r"[\w&]+.{0,25}\b(?:equal|equivalen\w*|map|correspond|same|be)\b|(?:equivalent|counterpart"
                         r"|same) (?:of|to|as) (?:an? )?[\w&]* "
                         r"?(?:l\d|e\d|ic\d|ict\d|staff|senior|principal|level)|\bequivalen\w*\b.{0,30}\b(?:l\d|e\d"
                         r"|ic\d|level|staff|senior|google|meta|amazon)|i am (?:an? |currently (?:an? "
                         r")?)?(?:google |meta |amazon |apple |microsoft |netflix |facebook |stripe |uber "
                         r")?(?:l\d|e\d|ic\d|ict\d|sde ?(?:i+|\d)|staff|senior)\b.{0,40}\b(?:what|which|where) "
                         r"(?:is that|would|am i|does|level|do i|should i "
                         r"be)\b(?!.*\b(?:make|earn|pay|paid|ask)\b)|how do (?:the )?levels "
                         r"(?:compare|map|work|line up)|(?:what|which) (?:is|would) "
                         r".{0,30}\b(?:l\d|e\d|ic\d|ict\d)\b.{0,20}\bat [\w&]+\??$|am i (?:an? "
                         r")?(?:senior|staff|principal|l\d|e\d)\b.{0,20}\bat\b|what (?:is|would) "
                         r".{0,30}\b(?:staff|senior|principal)\b.{0,20} (?:be )?at "
                         r"(?:google|meta|amazon|apple|microsoft|netflix|facebook)\??$|\blevell?ing\b)"),
        ("lever", "", 10, r"\b(?:lever|levers|leverage|leverag\w*|bargaining (?:chips?|power|position)|(?:my "
                          r"|strong\w* |best |good |what |which |key |some |any )?(?:arguments?|selling "
                          r"points?|talking points?|justification|reasons?) "
                          r"(?:do|can|should|could|would|have|i|for|to|are|will|might|works?)(?! "
                          r"(?:not|you|that|the guide)\b)(?:.*\b(?:ask|use|more|offer|negotiat\w*|make|have|higher"
                          r"|argue|raise|bring|pay|equity|base|work\w*)\b)|what (?:can|should|could|would|do) i "
                          r"argue|how (?:do|can|should|could|would) i (?:best )?(?:justify|argue|make (?:my|the|a) "
                          r"case|convince|persuade|defend|back up|support|sell (?:myself|my))|make (?:my|a|the) "
                          r"case|case for (?:more|higher|a higher|a bigger)|talking points?|negotiating "
                          r"power|upper hand|edge do i have|strongest (?:argument|card|point|lever|case)|cards "
                          r"(?:do i|can i|to play)|on what grounds|what (?:gives|would give) me (?:an? "
                          r")?(?:edge|power|leverage))"),
        ("lever", "", 9, r"\b(?:how|can|should) (?:do |can |should |would |could )?i (?:best "
                         r")?(?:use|leverage|play|bring|turn) "
                         r"(?:it|that|this|them|those)\b|\b(?:use|leverage|play) (?:it|that|this|them|those) "
                         r"(?:for|with|at|against|to|in)\b|\bwhat (?:can|could|should) i say about "
                         r"(?:that|it|this)\b|\b(?:scripts?|arguments?|lever) (?:for|about|on) \w+|\bgive me "
                         r"(?:the|a|an|some) (?:\w+ ){0,4}?(?:arguments?|scripts?|levers?|pitch)\b|\b(?:my|how can "
                         r"my|will my|does my) (?:\w+ "
                         r"){0,5}?(?:work|experience|background|expertise|contributions?|skills?) "
                         r"(?:help|count|matter|be worth|worth)|\bwhy would .{2,40} pay (?:me )?more "
                         r"for\b|\barguments? for\b"),
        ("lever", "", 9, rf"\b(?:how (?:can|do|could|should|to|would) (?:i |you |one )?(?:\w+ )?(?:get|push "
                         rf"for|increase|raise|bump(?: "
                         rf"up)?|improve|boost|secure|land|maximi[sz]e|squeeze|extract|grow|win|obtain|ask "
                         rf"for|negotiate(?: for)?|bring up|move)) (?:\w+ ){{0,4}}?(?:{_GET_MORE} )?(?:\w+ "
                         rf"){{0,3}}?{_PART}\b|\bwhat (?:can|could|would) (?:i (?:say|do|use)|help me) (?:\w+ )?to "
                         rf"get\b.*\b(?:{_GET_MORE}|{_PART})|\bways to "
                         rf"(?:get|increase|raise|negotiate)\b.*\b(?:{_GET_MORE}|{_PART})"),
        ("lever", "", 7, rf"\b(?:i (?:have|hold|got|am leaving|would (?:be )?(?:leav\w*|forfeit)|am giving "
                         rf"up|forfeit|am walking away)).{{0,40}}{_UNVESTED[2:-2]}"),

        ("passage", "", 7, r"^why (?:does|do|is|are|would) (?!.*\b(?:pay|paid|salary|base|equity|bonus|offers?|total|comp|"
                           r"band|range|low|lower|lowest|high|higher|highest|more|less|figures?|numbers?|you|i|they|it|this|that)\b).{12,}"),
        ("passage", "", 8, r"\b(?:stock|equity|shares|rsus?|options|it|company) (?:still |already |really )?(?:liquid|illiquid|tradable|tradeable|public|private|listed|pre-?ipo)\b"
                           r"|\bhow liquid\b|\bwhen (?:is|will) .{0,30}\bipo\b|\b(?:is|are) [\w&. ]{2,30} (?:public|private|listed|pre-?ipo)(?: company)?\W*$"),
        ("passage", "", 7, r"\b(?:customers|clients|rivals?|competitors?|compet(?:e|es|ing) "
                           r"with|valuation|culture|mission|founders?|headquarter\w*|series [a-e]|roadmap|product "
                           r"strategy)\b(?!.*\b(?:pay|salary|base|equity|bonus)\b)|\bwhat does [\w&' ]+ "
                           r"(?:build|do|work on|sell)\??$|\bwhat is (?:the )?\w+(?: \w+)? and why\b|\bwhat "
                           r"(?:kind of )?(?:\w+ )?(?:work|projects?) would\b|\bhow much "
                           r"(?:lower|higher|less|more) are\b|\bwhat is the (?:ecosystem )?moat\b|\bwhat "
                           r"(?:is|are) (?:it|they) like\b|\blike to work\b|\btell me about "
                           r"(?:w&b|wandb|hf|hugging|the company)"),

        ("tactic", "always-negotiate", 8, r"\b(?:i am|i feel|feeling|too|so|bit|really) (?:\w+ )?(?:scared|afraid|nervous|anxious|worried|uncomfortable|shy|intimidated)\b|"
                                          r"\b(?:hate|dread|bad at|fear) (?:negotiat|ask|counter|haggl)\w*|\b(?:scared|afraid|nervous|anxious|uncomfortable) (?:to|about|of) (?:negotiat|ask|counter)\w*"),
        ("restyle", "tone", 11, r"^(?:please |can you |could you |now |ok |and )*(?:make (?:it|that|this) |be |sound |say it )?(?:a (?:bit|little) |much |even )?(?:more|less) "
                                r"(?:polite|formal|casual|friendly|assertive|aggressive|direct|confident|professional|enthusiastic|warm|humble)(?: please)?[.!? ]*$"
                                r"|^(?:please |make (?:it|that|this) |a (?:bit|little) )*(?:friendlier|firmer|nicer|softer|stronger|warmer|politer|bolder)(?: please)?[.!? ]*$"),
        ("tactic", "relocation", 8, r"\bhow (?:do|can|should|would|to) (?:i )?(?:ask|negotiate|request|get|push) (?:for |about )?(?:\w+ ){0,2}?(?:remote|wfh|hybrid|flexib\w*)\b"),
        ("tactic", "always-negotiate", 8, r"\b\d+ ?% (?:bump|increase|raise|more|higher|counter)\b.*\b(?:normal|typical|reasonable|realistic|usual|common|ok|okay|fair|"
                                          r"too much|greedy|much)\b|\b(?:normal|typical|reasonable|realistic|usual|common) (?:\w+ ){0,3}?(?:bump|increase|raise)\b"),
        # Small talk, and about Parley itself.
        ("greeting", "privacy", 10, r"\b(?:is|are) (?:this|it|my|our|these|the) ?(?:chats?|conversations?|messages?|data|infos?|informations?|"
                                    r"what i (?:say|write|tell you))? ?(?:safe|private|confidential|secret|stored|saved|kept|shared|logged|anonymous|secure)\b"
                                    r"|\b(?:do|will|can) you (?:\w+ )?(?:store|save|keep|share|log|sell|record|see|train on|use) (?:my|this|our|these|any|the|what i) ?"
                                    r"(?:chats?|conversations?|messages?|data|infos?|informations?|offers?|salary|numbers?|say|write|tell)\b"
                                    r"|\bwho (?:can|will|else can) (?:see|read)\b|\bhow (?:do|can) i delete (?:this|my|the) (?:chat|conversation|data|messages?)\b"
                                    r"|\bprivacy\b|\b(?:do you|will you|are you going to) tell (?:my|the) (?:boss|employer|manager|recruiter|company)\b"),
        ("greeting", "identity", 11, r"\bare you (?:really |actually |just |an? )*(?:chat ?gpt|gpt(?:-?\d)?|claude|gemini|llama|human|ai|bot|robot|chatbot|real|person|"
                                     r"machine|language model|llm)\b|\bwho (?:made|built|created|trained|wrote|owns|runs) (?:you|this|these guides|the guides|parley)\b"
                                     r"|\bam i (?:talking|chatting|speaking) (?:to|with)\b|\bwhat (?:model|llm|ai) (?:are you|do you use|is this)\b"),
        ("greeting", "help", 8, r"^(?:(?:can|could|will|would) you (?:please )?(?:negotiate|call|talk to them|e-?mail them|do (?:it|this)) (?:for me|on my behalf|instead)|help|help me|\?+|/help|menu|options|what (?:can|do) you do|what can (?:i|you) "
                                r"(?:ask|help)(?: you| me| with)*|how (?:does this|do you|do i use "
                                r"(?:this|you)|can you help)(?: work| me)?|what (?:is|are) (?:this|you|you "
                                r"for|your (?:features|capabilities|purpose))|who are you|what is parley|how "
                                r"(?:does|do) (?:parley|this bot|it) work|what (?:kind|sort) of "
                                r"(?:questions|things|help)\b.*|can you help(?: me)?|i need (?:some )?help|where "
                                r"do i (?:start|begin)|how do i (?:start|begin)|what should i ask you|get(?:ting)? "
                                r"started)[?.! ]*$"),
        ("greeting", "thanks", 8, r"^(?:ok(?:ay)?|great|cool|nice|perfect|awesome|super|good|alright|got "
                                  r"it|understood|makes sense|wonderful|lovely|sweet|amazing|brilliant|yay|noted"
                                  r"|and|so much|many|thanks?(?: you)?|you|cheers|merci|gracias|danke|appreciate "
                                  r"(?:it|that)|that (?:helps?|is "
                                  r"(?:great|helpful|useful|perfect|all))|very|helpful|a lot|a ton|bye|goodbye|see "
                                  r"you|see ya|later|you are (?:great|the best|awesome|helpful)|for "
                                  r"(?:the|your|all the|this|that)|help|\W)+$"),
        ("greeting", "hello", 8, r"^(?:hi+|hey+|hello+|yo|hiya|howdy|good "
                                 r"(?:morning|afternoon|evening|day)|greetings|sup|what is "
                                 r"up|hola|bonjour|hallo|namaste|salut|ciao|how are you(?: "
                                 r"doing)?|there|parley|coach|bot|everyone|team|\W)+$"),
    ]
)  # fmt: skip
