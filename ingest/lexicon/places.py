"""Which country a region's name is in, as far as telling apart shared currency symbols and table columns needs it."""

import re
from functools import cache, lru_cache

_PLACES: tuple[tuple[str, str], ...] = (
    (
        "USD",
        "us, u.s., usa, u.s.a., united states, america, san francisco, sf, bay area, silicon valley, new york, nyc, "
        "ny, manhattan, "
        "brooklyn, seattle, austin, boston, chicago, los angeles, la, san jose, san diego, palo alto, mountain view, "
        "menlo park, sunnyvale, "
        "cupertino, redwood city, santa clara, san mateo, oakland, fremont, sacramento, portland, denver, boulder, "
        "colorado, utah, "
        "salt lake city, lehi, phoenix, scottsdale, tempe, dallas, plano, houston, san antonio, texas, tx, atlanta, "
        "miami, tampa, orlando, "
        "florida, fl, charlotte, raleigh, durham, north carolina, nashville, pittsburgh, philadelphia, washington, "
        "washington dc, dc, d.c., "
        "arlington, reston, mclean, virginia, maryland, baltimore, minneapolis, detroit, ann arbor, columbus, "
        "cleveland, cincinnati, "
        "indianapolis, st. louis, kansas city, madison, milwaukee, omaha, las vegas, reno, honolulu, connecticut, "
        "stamford, greenwich, "
        "new jersey, jersey city, princeton, bellevue, redmond, kirkland, boise, tucson, california, ca, irvine, "
        "santa monica, pasadena, "
        "burbank, glendale, costa mesa, huntsville, falls church, verona, wilmington, massachusetts, cambridge ma, "
        "burlington, east coast, "
        "west coast, midwest, illinois, ohio, michigan, pennsylvania, tennessee, bentonville, louisville, richmond, "
        "foster city, pleasanton",
    ),
    (
        "CAD",
        "canada, toronto, vancouver, montreal, montréal, ottawa, waterloo, kitchener, calgary, edmonton, quebec, "
        "winnipeg, halifax, "
        "ontario, british columbia",
    ),
    (
        "GBP",
        "uk, u.k., united kingdom, england, scotland, wales, britain, london, manchester, edinburgh, glasgow, "
        "bristol, cambridge, oxford, "
        "leeds, birmingham, belfast, reading, cardiff, liverpool, newcastle, nottingham, sheffield, brighton",
    ),
    (
        "EUR",
        "ireland, dublin, cork, galway, limerick, germany, berlin, munich, münchen, hamburg, frankfurt, cologne, "
        "stuttgart, düsseldorf, "
        "dusseldorf, france, paris, lyon, toulouse, sophia antipolis, grenoble, netherlands, amsterdam, rotterdam, "
        "eindhoven, the hague, "
        "utrecht, spain, madrid, barcelona, valencia, málaga, malaga, portugal, lisbon, porto, italy, milan, rome, "
        "turin, austria, vienna, "
        "belgium, brussels, finland, helsinki, espoo, greece, athens, luxembourg, estonia, tallinn, latvia, riga, "
        "lithuania, vilnius, "
        "slovakia, bratislava, slovenia, ljubljana, cyprus, limassol, malta, croatia, zagreb, eurozone",
    ),
    ("SEK", "sweden, stockholm, gothenburg, göteborg, malmö, malmo, lund, uppsala"),
    ("NOK", "norway, oslo, bergen, trondheim, stavanger"),
    ("DKK", "denmark, copenhagen, aarhus, odense, københavn"),
    ("ISK", "iceland, reykjavik, reykjavík"),
    ("CHF", "switzerland, zurich, zürich, geneva, basel, lausanne, zug, bern"),
    ("PLN", "poland, warsaw, krakow, kraków, cracow, wroclaw, wrocław, gdansk, gdańsk, poznan"),
    ("CZK", "czechia, czech republic, prague, brno"),
    ("HUF", "hungary, budapest"),
    ("RON", "romania, bucharest, cluj, cluj-napoca, iasi, timisoara"),
    ("BGN", "bulgaria, sofia"),
    ("RSD", "serbia, belgrade, novi sad"),
    ("UAH", "ukraine, kyiv, kiev, lviv"),
    ("TRY", "turkey, türkiye, istanbul, ankara"),
    ("ILS", "israel, tel aviv, tel-aviv, jerusalem, haifa, herzliya"),
    ("AED", "uae, u.a.e., united arab emirates, dubai, abu dhabi"),
    ("SAR", "saudi arabia, riyadh, jeddah"),
    ("QAR", "qatar, doha"),
    ("EGP", "egypt, cairo"),
    ("ZAR", "south africa, cape town, johannesburg"),
    ("NGN", "nigeria, lagos, abuja"),
    ("KES", "kenya, nairobi"),
    (
        "INR",
        "india, bangalore, bengaluru, hyderabad, mumbai, pune, chennai, delhi, new delhi, gurgaon, gurugram, noida, "
        "kolkata, ahmedabad, "
        "kochi",
    ),
    ("PKR", "pakistan, karachi, lahore, islamabad"),
    ("LKR", "sri lanka, colombo"),
    ("BDT", "bangladesh, dhaka"),
    ("JPY", "japan, tokyo, osaka, kyoto, fukuoka, yokohama, nagoya"),
    ("CNY", "china, beijing, shanghai, shenzhen, hangzhou, guangzhou, suzhou, chengdu, nanjing, xiamen, wuhan, xi'an"),
    ("HKD", "hong kong"),
    ("TWD", "taiwan, taipei, hsinchu"),
    ("KRW", "korea, south korea, seoul, suwon, busan, pangyo"),
    ("SGD", "singapore"),
    ("MYR", "malaysia, kuala lumpur, penang"),
    ("IDR", "indonesia, jakarta, bali"),
    ("THB", "thailand, bangkok"),
    ("VND", "vietnam, ho chi minh city, ho chi minh, hanoi, da nang"),
    ("PHP", "philippines, manila, cebu"),
    ("AUD", "australia, sydney, melbourne, brisbane, perth, canberra, adelaide"),
    ("NZD", "new zealand, auckland, wellington, christchurch"),
    (
        "BRL",
        "brazil, brasil, são paulo, sao paulo, rio de janeiro, curitiba, florianópolis, florianopolis, belo "
        "horizonte, campinas, recife",
    ),
    ("MXN", "mexico, mexico city, cdmx, guadalajara, monterrey"),
    ("ARS", "argentina, buenos aires"),
    ("CLP", "chile, santiago"),
    ("COP", "colombia, bogotá, bogota, medellín, medellin"),
    ("PEN", "peru, lima"),
    ("UYU", "uruguay, montevideo"),
    ("CRC", "costa rica"),
)
"""Currency and the names of places that pay in it; a name claimed twice (Cambridge, Birmingham) tells nothing."""

_WIDE = re.compile(
    r"\b(?:remote|global|worldwide|international|emea|apac|apj|latam|europe(?:an)?|eu|asia|nordics?|dach|benelux|mena"
    r"|africa|middle\s+east|"
    r"(?:north|south|latin)\s+america|americas|tier[\s-]*[1-4a-d]|zone[\s-]*[1-9a-d]|geo[\s-]*[1-9a-d]|hq|"
    r"headquarters|hub|metro|"
    r"distributed|on-?site|in-office|nationwide|other\s+(?:us|locations?|cities|metros?)|secondary|[hml]col)\b",
    re.I,
)


@cache
def _index() -> dict[str, set[str]]:
    index: dict[str, set[str]] = {}
    for currency, names in _PLACES:
        for name in names.split(","):
            index.setdefault(name.strip(), set()).add(currency)
    return index


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_index(), key=len, reverse=True)
    return re.compile(r"(?<![\w])(?:" + "|".join(map(re.escape, names)) + r")(?![\w])")


@lru_cache(maxsize=8192)
def local_currency(region: str) -> str | None:
    """The currency of the country a region's name is in; None where it names none, or several countries."""
    found = [_index()[name] for name in _pattern().findall(region.casefold())]
    claimed = set.intersection(*found) if found else set()
    return next(iter(claimed)) if len(claimed) == 1 else None


@lru_cache(maxsize=8192)
def is_place(text: str) -> bool:
    """True for a text that names a place, or a span of places ("Remote US", "EMEA", "Tier 2")."""
    return bool(_pattern().search(text.casefold()) or _WIDE.search(text))


def places_in(text: str) -> tuple[tuple[int, str], ...]:
    """The places a text names, with where; only capitalised, so that "us" and "la" in prose are none."""
    folded = text.casefold()
    if len(folded) != len(text):  # a letter that folds to two: positions would not match
        folded = text.lower() if len(text.lower()) == len(text) else text
    found = [(m.start(), text[m.start() : m.end()]) for m in _pattern().finditer(folded)]
    found += [(m.start(), m[0]) for m in re.finditer(r"\b(?:Remote(?: (?:US|EU|UK))?|Europe|EMEA|APAC|EU)\b", text)]
    return tuple(
        sorted((start, name) for start, name in found if name[0].isupper() and (len(name) > 2 or name.isupper()))
    )
