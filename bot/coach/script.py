"""A guide's script made the user's own: sample offers and floors out, what the user really holds in, blanks marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.coach.draft import Draft, mine
from bot.reading.terms import Offer
from bot.wording import listed, money, percent
from ingest.guide.types import Guide, SampleOffer, ScriptFigure
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

BLANK_OFFER = "[your competing offer and its terms, if you hold one; otherwise leave this out]"

_NAMES = (
    r"Google|DeepMind|Meta|Facebook|Amazon|AWS|Apple|Microsoft|Netflix|OpenAI|Anthropic|Databricks|Datadog|Snowflake"
    r"|Stripe|NVIDIA|Nvidia"
    r"|Uber|Airbnb|LinkedIn|Salesforce|Oracle|Adobe|Tesla|Palantir|Spotify|Mistral|Cohere|xAI|Scale "
    r"AI|ByteDance|TikTok|Coinbase|Plaid"
    r"|Shopify|Square|Block|PayPal|Adyen|Two Sigma|Citadel|Jane "
    r"Street|Cloudflare|MongoDB|Elastic|Confluent|HashiCorp|GitHub|Atlassian"
    r"|Notion|Figma|Canva|Vercel|Cerebras|AMD|Intel|Qualcomm|IBM|SAP|Twilio|Waymo|Cruise|Anduril|FAANG|Big Tech"
)
_CLAIM = _said("claim")
_PRIVATE = _said("private")
_ASKING = _said("asking_or_agreeing")
_FIRST = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|I['’](?:m|ve|d|ll))\b")
_CLAUSES = re.compile(
    r"(?:\s+[—–-]\s+|[,;:]\s+|\s+(?=(?:because|given|since|reflecting|as my|with my|based on|and I|but I|where "
    r"I|that I|which I)\b))"
)
_MONEY = re.compile(r"[$£€₹]\s?\d|\b\d+(?:\.\d+)?\s?[KkM]\b|\$\[")
BLANK = re.compile(r"\[[^\]\n]{1,120}\]")


@dataclass(frozen=True, slots=True)
class Adapted:
    """A script ready to say. blanks: what is left to fill in. claims: it spoke of sample offers, which are gone
    or replaced by the user's. private: it said a floor aloud, which is gone."""

    text: str
    blanks: tuple[str, ...]
    claims: bool
    private: bool


def claims_offer(sentence: str, guide: Guide | None = None) -> bool:
    """Whether a sentence states an offer from another company, as samples in scripts do."""
    if _CLAIM.search(sentence):
        return True
    if not _MONEY.search(sentence):
        return False
    return bool(_elsewhere(guide).search(sentence)) or bool(
        re.search(r"\[[^\]]*(?:competitor|company [AB]|" + _NAMES + r")[^\]]*\]", sentence)
    )


def without_deeds(sentence: str) -> str:
    """The sentence as far as it claims nothing that the speaker has done, is or has: clauses that do are cut out, and
    "" is what is left where nothing is asked or told without them."""
    if not _claims_deed(sentence):
        return sentence
    parts = _CLAUSES.split(sentence)
    kept = [part.strip(" ,;:—–-") for part in parts if part and not _claims_deed(part)]
    asks = [part for part in kept if _ASKING.search(part) and _FIRST.search(part)]
    if not asks:
        return ""
    text = ", ".join(part for part in kept if part in asks or _MONEY.search(part))
    text = _said("joint").behind(text).lstrip()
    return f"{text[:1].upper()}{text[1:].rstrip('.')}{'?' if text.endswith('?') else '.'}".replace("?.", "?")


def _claims_deed(text: str) -> bool:
    """Whether a first-person word stands outside of asking."""
    asking = [(m.start(), m.end()) for m in _ASKING.every(text)]
    return any(not any(a <= m.start() < b for a, b in asking) for m in _FIRST.finditer(text))


def private(sentence: str) -> bool:
    """Whether a sentence says aloud what should stay with the user: a floor, or what they would settle for."""
    return bool(_PRIVATE.search(sentence))


def adapted(
    script: str,
    guide: Guide,
    others: Sequence[Offer],
    draft: Draft,
    *,
    asks: Sequence[ScriptFigure] = (),
    samples: Sequence[SampleOffer] = (),
    blank: bool = False,
    about: str = "",
) -> Adapted:
    """The script with sample offers replaced by the user's (or dropped, or with blank a marked blank), floors dropped,
    and what it says that the speaker has done left as a blank, named by `about`.

    asks and samples: the lever's or strategy's own; an ask that stood in a dropped sentence is said again in
    plain words, so that the script still asks. The user's figures are added to the draft's numbers.
    """
    kept: list[str] = []
    claims, secret, placed, done, told = False, False, False, False, False
    lost: list[str] = []
    for sentence in spoken(script):
        if private(sentence):
            secret = True
            continue
        # "That's $500K annual TC." behind a sample offer is that offer's, too.
        told = claims_offer(sentence, guide) or (told and _goes_on(sentence, guide, asks))
        if not told:
            honest = without_deeds(sentence)
            if honest:
                # What began with a deed that is gone begins a sentence of its own.
                begins = bool(kept) and kept[-1].endswith((".", "!", "?"))
                kept.append(honest[0].upper() + honest[1:] if begins else honest)
            elif not done:
                kept.append(f"Here is what I bring: [your own example{': ' + about if about else ''}].")
            done = done or not honest
            continue
        claims = True
        lost.append(sentence)
        if not placed and (others or blank):
            kept.append(held(others, draft) if others else BLANK_OFFER)
            placed = True
    again = _asked_again(lost, kept, asks, samples)
    if again:
        kept.append(again)
    if done and not any(_ASKING.search(part) and _FIRST.search(part) for part in kept):
        kept.append("With that in mind, I'd like to ask for [your ask].")
    text = " ".join(kept)
    return Adapted(text, tuple(dict.fromkeys(BLANK.findall(text))), claims, secret)


def _goes_on(sentence: str, guide: Guide, asks: Sequence[ScriptFigure]) -> bool:
    """Whether a sentence behind an offer tells a figure of it: one that asks nothing of the guide's company."""
    if _MONEY.search(sentence) is None or _ASKING.search(sentence) is not None or sentence.endswith("?"):
        return False
    return guide.company_display.split()[0] not in sentence and not any(_says(sentence, ask) for ask in asks)


def held(others: Sequence[Offer], draft: Draft) -> str:
    """What the user really holds, in a sentence to say."""
    lines = [f"an offer from {offer.company or '[company]'}{terms(offer, draft)}" for offer in others]
    return f"I am holding {listed(lines)}."


def terms(offer: Offer, draft: Draft) -> str:
    """ " at $285K base and $500K in RSUs over 4 years", or "" when no figures were given."""
    parts = []
    code = offer.currency
    if offer.base is not None:
        parts.append(f"{draft.user(money(offer.base, None, code), mine(offer.base, code, period='year'))} base")
    if offer.equity is not None:
        span = " a year" if offer.equity_per_year else f" over {offer.equity_years} years" if offer.equity_years else ""
        period = None if not span else "year" if offer.equity_per_year else "grant"
        number = mine(offer.equity, code, period=period, years=offer.equity_years)  # type: ignore[arg-type]
        parts.append(
            f"{draft.user(money(offer.equity, None, code), number)} in "
            f"{'options' if offer.equity_kind == 'options' else 'RSUs' if offer.equity_kind == 'RSU' else 'equity'}"
            f"{span}"
        )
    if offer.bonus_percent is not None:
        parts.append(f"a {percent(offer.bonus_percent)} bonus")
    if offer.signing is not None:
        parts.append(
            f"{draft.user(money(offer.signing, None, code), mine(offer.signing, code, period='once'))} signing"
        )
    if offer.total is not None:
        parts.append(
            f"{draft.user(money(offer.total, None, code), mine(offer.total, code, period='year'))} in total a year"
        )
    return f" at {listed(parts)}" if parts else ""


def spoken(text: str) -> list[str]:
    """A script in sentences; semicolons end one too, so that a claim can be taken out without its neighbour."""
    parts = re.split(
        r"(?<=[.!?])[\"”']?\s+(?=[\"“'A-Z\[(€$£])|(?<=;)\s+(?=(?:I|I'm|From|Both|My)\b)|\s+(?=(?:— )?(?:but|so) "
        r"I(?:'m| am| need| want|'d))",
        text.strip(),
    )
    return [p.strip() for p in parts if p and p.strip()]


def asks_of(
    asks: Sequence[ScriptFigure], guide: Guide, currency: str | None = None, region: str | None = None
) -> list[ScriptFigure]:
    """The asks that are the user's to make: none out of a sample offer, in their region's currency, one a component."""
    found: dict[str, ScriptFigure] = {}
    for ask in asks:
        clause = next((s for s in spoken(ask.text) if _says(s, ask)), ask.text)
        if claims_offer(clause, guide) or (ask.amount is None and ask.percent is None):
            continue
        if currency and ask.amount is not None and ask.amount.currency != currency:
            continue
        if region and ask.region and not _same_region(region, ask.region):
            continue
        # A total over several years stands beside that of one.
        found.setdefault(
            f"{ask.component} {ask.years}" if ask.component == "total" and ask.period == "grant" else ask.component, ask
        )
    return list(found.values())


def ask_words(ask: ScriptFigure) -> str:
    """ "$480K equity over 4 years", "$295K base", "$50K signing bonus"."""
    noun = {
        "base": "base",
        "equity": "equity",
        "signing": "signing bonus",
        "refresher": "refresher",
        "total": "total compensation",
        "bonus": "bonus",
    }.get(ask.component, ask.component)
    if ask.amount is None:
        return f"{percent(ask.percent.low, ask.percent.high)} {noun}" if ask.percent else noun
    text = f"{money(ask.amount.low, ask.amount.high, ask.amount.currency, open_=ask.amount.open)} {noun}"
    if ask.component in ("equity", "total") and ask.period == "grant" and ask.years:
        return f"{text} over {ask.years} years"
    return (
        f"{text} a year"
        if ask.component in ("refresher",) or (ask.component == "equity" and ask.period == "year")
        else text
    )


def _says(sentence: str, ask: ScriptFigure) -> bool:
    if ask.amount is None:
        return False
    short = money(ask.amount.low, None, ask.amount.currency)
    return short in sentence or f"{ask.amount.low:,}" in sentence


def _asked_again(
    lost: Sequence[str], kept: Sequence[str], asks: Sequence[ScriptFigure], samples: Sequence[SampleOffer]
) -> str:
    sampled = {(f.component, f.amount) for s in samples for f in s.figures}
    said = " ".join(kept)
    missing = [
        a
        for a in asks
        if a.amount is not None
        and samples
        and (a.component, a.amount) not in sampled
        and any(_says(s, a) for s in lost)
        and not _says(said, a)
        and a.component in ("base", "equity", "signing", "total")
    ]
    return f"I am asking for {listed([ask_words(a) for a in missing])}." if missing else ""


def _same_region(ours: str, theirs: str) -> bool:
    short = {"nyc": "new york", "sf": "san francisco", "ny": "new york"}
    a, b = ours.lower(), theirs.lower()
    return short.get(b, b) in a or short.get(a, a) in b or a in b


def _elsewhere(guide: Guide | None) -> re.Pattern[str]:
    """Names of companies other than the guide's."""
    own = set() if guide is None else {guide.company_display.lower(), *guide.company_display.lower().split()}
    names = [n for n in _NAMES.split("|") if n.lower() not in own]
    if guide is not None:
        names += [
            re.escape(c) for m in guide.mappings for c, _ in m.equals if c and c.lower() not in own and c[0].isupper()
        ]
    return re.compile(rf"\b(?:{'|'.join(names)})\b(?!'s vision)")
