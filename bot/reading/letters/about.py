"""Who offers what to whom: a letter's company, role, level, place, start and deadline, in its own words."""

import re
from itertools import takewhile

from bot.reading.stretches import sentences
from ingest.lexicon.phrases import beside
from ingest.lexicon.places import is_place, places_in

_said = beside(__file__, "words")

_COMPANY_WORD = r"[A-ZÀ-Ý][\w&.'’À-ÿ-]*"
_COMPANY = rf"(?P<company>{_COMPANY_WORD}(?:[ ](?:&[ ]|of[ ]|and[ ])?{_COMPANY_WORD}){{0,4}})"
_SMALL = "(?:&|of|and|und|et|e|y|du|des|de la|della|van|von)"
_FIRM = rf"(?P<company>{_COMPANY_WORD}(?:[ ](?:{_SMALL} )?{_COMPANY_WORD}){{0,4}})"
"""A name before its legal form, where small words may stand inside: "Ateliers du Loch SAS"."""
_COMPANIES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b[Oo]n behalf of {_COMPANY}",
        rf"(?m)(?:^|(?<=[.\n!,:]\s)){_COMPANY}(?:,? (?:Inc|Ltd|LLC|GmbH|plc|PLC|AG|SE|B\.V|AB|SA|SAS|Pty Ltd)\.?)?,? "
        rf"(?:\([^)]{{1,60}}\) )?(?:is|are|est) (?:very |absolutely |tr[eè]s "
        rf")?(?:pleased|happy|delighted|excited|thrilled|glad|heureu\w+|ravi\w*)",
        rf"\b(?:position|role|job|post|puesto|posición|poste|vaga|cargo|Stelle|functie|ruolo)\b[^.\n]{{0,70}}?\b(?:at"
        rf"|with|bei|chez|na|bij|presso|en|no) (?:the |der |dem |la |el )?{_COMPANY}",
        rf"\b(?:employment|offer|join|joining|welcome|career|work)\b(?: you)? (?:of employment )?(?:at|with|to|from) "
        rf"{_COMPANY}",
        rf"\bjoin(?:ing)? (?:the team at )?{_COMPANY}",
        rf"\bteam at {_COMPANY}",
        rf"(?m)^(?:Company|Employer|Arbeitgeber(?:in)?|Société|Empresa|Employeur|Werkgever)\s?:\s*{_COMPANY}",
        rf"\b[Zz]wischen (?:der |dem )?(?:Firma )?{_COMPANY}",
        rf"\b(?:offered to you by|(?:your )?employment with|employee of|equity in|shares of|stock of|options "
        rf"in|parent of) (?:the )?{_COMPANY}",
        rf"(?m)^{_FIRM}(?:,)? (?:Inc|Ltd|LLC|GmbH|plc|PLC|AG|SE|B\.V|AB|S\.A|SAS|Pty Ltd|Limited|Oy|A/S|SpA|S\.L)\b",
        rf"\b(?:at|bei|chez|na|bij|presso|en) {_COMPANY} (?:in|en|à|em|te)\b",
        rf"\b(?:au sein de|la société|la empresa|l['’]azienda|w firmie|w spółce|presso|hos|[Bb]etween) (?:la "
        rf"société |the |der )?{_COMPANY}",
        rf"(?m)^{_COMPANY} (?:vous propose|te ofrece|le ofrece|oferece|freut sich|biedt|ti offre|bietet|s'engage)",
        rf"(?m)(?:^|[.!]\s){_COMPANY} (?:would (?:love|like)|wishes|is proud|invites you|offers you|hereby)\b",
        rf"\b{_FIRM},? (?:Inc|Ltd|LLC|FZ-LLC|GmbH|plc|AG|AB|SAS|S\.?p\.?A|S\.?r\.?l|Pty|Pte|Limited|B\.V|S\.A|Oy|"
        rf"[Ss]p\. z)\b",
    )
)
_NO_COMPANY = frozenset(
    "the our your this we i you company board employer base annual dear stock common offer please salary senior "
    "staff software state health plan city ciudad cidade ville stad stadt start monday tuesday"
    " wednesday thursday friday saturday sunday cdi cdd mr ms der die das le la el o a".split()
)
_FORM = (
    r"(?:Inc|Ltd|LLC|LLP|FZ-LLC|GmbH|plc|PLC|AG|SE|AB|ASA|AS|A/S|ApS|SA|S\.A|SAS|S\.A\.S|SARL|S\.?p\.?A|S\.?r\.?l|Pty|Pte|Limited|"
    r"Corp|Corporation|Co|KG|B\.?V|N\.V|S\.L|S\.A\. de C\.V|Ltda|K\.K|Oy|Kft|s\.r\.o|[Ss]p\. z o\.\s?o)"
)
_TAIL = re.compile(rf"(?:,?\s{_FORM}\.?)+$")
_NEXT_SENTENCE = re.compile(r"(?<!\bSt)(?<!\bDr)(?<!\bMt)\.\s+(?=[A-Z])")
_ROLE_STOP = (
    r"(?=\s*(?:[,.;:(\n]|\bat\b|\bwith\b|\bin\b|\breporting\b|\bbased\b|\bon\b|\bbei\b|\bchez\b|\ben\b|"
    r"\bem\b|\bna\b|\bin der\b|\bà\b|\bte\b|\bbij\b|\baan\b|\bwithin\b|\bau sein\b|\bfor\b|\bstarting\b|\bfrom\b|"
    r"\bcon\b|\bmit\b|\bavec\b|\bcom\b|\bpå\b|\bhos\b|\bpresso\b|\bw\b|$))"
)
_ROLES = tuple(
    re.compile(pattern + r"(?P<role>[A-ZÀ-Ý][^,.;:()\n]{2,60}?)" + _ROLE_STOP)
    for pattern in (
        r"\b(?:position|role|post|job|title)(?: of| as|:| is)(?: an? | our | the | )?",
        r"\b(?:Designation|Position|Role|Job [Tt]itle|Title|Stelle|Tätigkeit|Poste|Puesto|Cargo|Função|Functie|"
        r"Ruolo)\s?:\s*",
        r"\b(?:puesto|poste|cargo|vaga|função|functie|ruolo|Position|Stelle) (?:de|d['’]|como|als|van|di|as) ?",
        r"\b(?:als|as an?|en qualité de|en tant que|como|comme|in qualità di) ",
        r"\b(?:als|as|som|como|come|stanowisku|stanowisko) ",
        r"^\d{0,2}[.)]?\s*(?:Funktion|Befattning|Stanowisko|Mansione|Fonction|Designation|Job offer|"
        r"Offer of employment)\s?:\s*",
        r"^(?:Offer|Proposta(?: CLT)?|Angebot|Oferta|Offre|Proposal)(?:, [A-ZÀ-Ý]\w+)?\s?:\s*",
        r"^(?:Statement of work|Contract)\s?:\s*(?:Contract )?",
    )
)
_TITLE = _said("job_words")
_LEVEL = re.compile(
    r"\b(?:level|grade|band|stufe|niveau)\s?:?\s?(?P<level>[A-Z]{0,3}\d{1,2})\b|\((?P<bare>(?:L|IC|E|P|T|M|G|SE|"
    r"SDE)\d{1,2})\)",
    re.I,
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|februar|märz|mai|juni|juli|okt|dez|janvier|février|"
    r"mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|"
    r"março|maio|junho|julho|setembro|outubro|novembro|dezembro"
    r"|januari|februari|maart|mei|augustus|oktober)\w*\.?"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.|er|º)?\s?(?:of |de )?{_MONTH}(?:,?\s?(?:de "
    rf")?\d{{4}})?|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s?\d{{4}})?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|"
    rf"\d{{4}}-\d\d-\d\d)"
)
_WHEN = (
    rf"(?:(?:close of business|end of (?:the )?(?:day|business)|noon|\d{{1,2}}(?::\d\d)?\s?(?:am|pm|Uhr)|midnight)?,"
    rf"?\s?(?:on |am |le |el )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s(?:the )?)?{_DATE}"
    r"|(?:\w+ )?\(?\d{0,2}\)?\s?(?:calendar |business |working "
    r")?(?:days|weeks|hours|tagen|wochen|jours|semaines|días|dias|dagen)\b|(?:this |next |coming "
    r")?(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_BY_WHEN = (
    rf"\b[^.\n]{{0,60}}?\s(?P<when>(?:by|on|until|before|within|no later than|not later than|for|is|"
    rf"bis(?: zum| spätestens)?|jusqu['’]au|avant le|hasta el|antes del|até|tot|binnen|vóór|in)\s(?:the )?{_WHEN})"
)
_DEADLINE = re.compile(
    r"\b(?:expir\w+|deadline|accept\w*|respond|sign(?:ed|ature|ing and "
    r"return\w*)?(?![\w-])|reply|valid|return\w*|open|decision|annehmen|gültig|angenommen|bindend|valable|signer|"
    r"retourner|válid[ao]|aceptar|firmar|aceitar|assinar|geldig|ondertekend|confirm\w*|antwort\w*|zusag\w*|"
    rf"rückmeld\w*){_BY_WHEN}",
    re.I,
)
_TO_ANSWER_BY = re.compile(_BY_WHEN, re.I)
_EXPIRES = re.compile(
    rf"\b(?:expir\w+|have until|valide jusqu['’]au|gilt bis|vence el)\s(?:zum )?(?P<when>{_WHEN})", re.I
)
_START = re.compile(
    rf"\b(?:start(?:ing|s)?(?: date)?|commenc\w+|begin\w*|joining date|first day|effective|eintritt\w*|beginn\w*|ab "
    rf"dem|zum|à compter du|début|prise de poste|incorporación|a partir "
    rf"del?|início|ingangsdatum|decorrenza)\b[^.\n]{{0,40}}?(?P<when>{_DATE})",
    re.I,
)


_CLOCK = (("a.m.", "am"), ("p.m.", "pm"))
"""Full stops of a time of day end no sentence."""


def about(text: str) -> dict[str, str]:
    """What a letter says of company, role, level, region, start and deadline; what it doesn't say is left out."""
    for dotted, plain in _CLOCK:
        text = text.replace(dotted, plain)
    role = _role(text)
    found = {"company": _company(text, role), "role": role, "region": _place(text)}
    level = _LEVEL.search(text)
    found["level"] = (level["level"] or level["bare"]) if level else ""
    deadline = _deadline(text)
    found["deadline"] = " ".join(deadline["when"].split()) if deadline else ""
    due = deadline.span() if deadline else (0, 0)
    start = next((one for one in _START.finditer(text) if not due[0] <= one.start("when") < due[1]), None)
    found["start"] = start["when"] if start else ""
    return {name: value for name, value in found.items() if value}


def _deadline(text: str) -> re.Match[str] | None:
    """The first place in a text that says by when an answer is wanted."""
    to_answer = (_TO_ANSWER_BY.match(text, one.end()) for one in _said("to_answer").every(text))
    found = [one for one in (_DEADLINE.search(text), *to_answer) if one]
    return min(found, key=lambda one: one.start("when")) if found else _EXPIRES.search(text)


def _company(text: str, role: str) -> str:
    for pattern in _COMPANIES:
        for match in pattern.finditer(text):
            shown = _NEXT_SENTENCE.split(match["company"])[0]
            name = _TAIL.sub("", shown.rstrip(",'’ ")).rstrip(".,'’ ")
            name = _said("before_company").behind(name).strip()
            first = name.split()[0].lower() if name.split() else ""
            if not name or first in _NO_COMPANY or _TITLE.search(name) or (role and name in role) or _only_place(name):
                continue
            return name
    return _signed_for(text)


_SIGNATURE, _LONGEST_FIRM = 3, 4
"""Lines in which a mail's writer signs for a firm, and words of its name."""


def _signed_for(text: str) -> str:
    """The firm that a mail's writer signs for: "Talent @ Stripe"."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in lines[: -_SIGNATURE - 1 : -1]:
        for sign in (" @ ", " at "):
            firm = line.partition(sign)[2].strip(" .")
            if firm[:1].isupper() and len(firm.split()) <= _LONGEST_FIRM and not _only_place(firm):
                return firm
    return ""


def _only_place(name: str) -> bool:
    return any(len(place) >= len(name) - 2 for _, place in places_in(name))


def _role(text: str) -> str:
    for pattern in _ROLES:
        for match in (
            re.finditer(pattern, text) if pattern.flags & re.M else re.finditer(re.compile(pattern.pattern, re.M), text)
        ):
            part = _said("part_of_firm").search(match["role"])
            whole = match["role"][: part.start()] if part else match["role"]
            if _TITLE.search(whole):
                return whole.strip(" -–")
    for named in _said("role_word").every(text):
        # "for the Staff Software Engineer role": the capitals in front of the word.
        words = text[: named.start()].rpartition("\n")[2].split()
        title = list(takewhile(lambda word: word[:1].isupper(), reversed(words)))[::-1]
        if _TITLE.search(" ".join(title)):
            return " ".join(title)
    first = re.match(r"\s*([A-Z][\w /-]{3,50}?)[,.]", text)
    return first[1] if first and _TITLE.search(first[1]) and not first[1].startswith("Dear") else ""


_WORKPLACE = _said("of_the_job")


_IN_TOWN = re.compile(
    r"\b(?:in|à|en|em|te|i|på|sede di|sede de|sitz in)\s([A-ZÀ-Ý][\w’-]+(?: [A-ZÀ-Ý][\w’-]+)?)(?=[\s,.;)]|$)"
)
"""Where a sentence about the job says that it is: "à Nantes"."""


SHORT = 8
"""Characters up to which a sentence says nothing of a place."""


def _place(text: str) -> str:
    """The place of work: the first that stands in a line about the job, else the only one named."""
    lines = (line for line in text.split("\n") if len(line) > SHORT)
    for sentence in (one for line in lines for one in sentences(line, ".") if len(one) > SHORT):
        if _WORKPLACE.search(sentence) and not _said("law").search(sentence) and (places := places_in(sentence)):
            return places[0][1]
        if _WORKPLACE.search(sentence) and (town := next(filter(is_place, _IN_TOWN.findall(sentence)), "")):
            return str(town)
    every = list(dict.fromkeys(name for _, name in places_in(text)))
    return every[0] if len(every) == 1 else ""
