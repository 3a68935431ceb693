"""Words in which a quantity, another language or an invented offer hides, and words a sentence may begin with."""

import re

BANNED = re.compile(
    r"\w*(?:hundred|thousand|milli?on|billi?on|trilli?on|lakh|crore)\w*|\b(?:mil|mill|mils|grand|grands|k|kay|lacs?|dozens?|half|halves|halved|halving|halfs|twice|thrice|doubl(?:e|es|ed|ing)(?![- ]check)|tripl(?:e|es|ed|ing)"
    r"|quadrupl\w+|treble\w*|quintupl\w+|\w+fold|tenfold|twofold|(?:a|one|two|three|four|\d)[- ](?:third|fourth|quarter|fifth|sixth|seventh|eighth|ninth|tenth|half)s?|quarters? of|thirds?(?= of)|quarter(?=[- ](?:mil|of|again|more))"
    r"|percent(?:age)?s?|per cent|pct|basis points?|bps|percentage points?|(?:two|three|four|five|six|seven|eight|nine|low|mid|high|multiple|single|double|triple|several)[- ](?:figures?|digits?)|(?:five|six|seven|eight)[- ]fig\w*"
    r"|twent(?:y|ies)|thirt(?:y|ies)|fort(?:y|ies)|fourty|fift(?:y|ies)|sixt(?:y|ies)|sevent(?:y|ies)|eight(?:y|ies)|ninet(?:y|ies)|(?:thir|four|fif|six|seven|eigh|nine)teen|eleven|twelve|tens of|twos|threes|fours|fives|sixes|sevens|eights|nines|teens"
    r"|zero|nil|naught|bucks?|quid|smackers?|dough|g's|k's|gees?|large(?= (?:a\b|per|each))|stacks|bands(?= a)|c-notes?|benjamins|fiddy|two-?fifty|a buck|fortnightly pay|zillions?|gazillion|bajillion|umpteen|googol|score and|half again|order of magnitude|exponential\w*|squared|cubed|plus or minus|give or take|raised to|multipl(?:y|ied|ying)|times (?:two|three|four|five|ten|that|the|as|over|more|higher)|(?:two|three|four|five|ten) times)\b"
    r"|\b(?:hundread|thousnd|thosand|thousend|hunderd|hundrd|milion|millon|tousand|thousan|hunnid|hunned|thou)\b",
    re.IGNORECASE,
)
"""Quantities in words; matched in what is left of a sentence once the numbers read from it are taken out."""

FOREIGN = re.compile(
    r"\b(?:cien(?:to|tos|tas)?|doscient\w+|trescient\w+|cuatrocient\w+|quinient\w+|seiscient\w+|mill[oó]n(?:es)?|miles|veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa"
    r"|cents?(?= mille)|mille|milliers|deux|trois|quatre|cinq|vingt|trente|quarante|cinquante|soixante|quatre-vingts?|dix"
    r"|\w*hundert\w*|\w*tausend\w*|zwanzig|drei(?:ß|ss)ig|vierzig|f[uü]nfzig|sechzig|siebzig|achtzig|neunzig|zwei|drei|vier|f[uü]nf|sechs|sieben|acht|neun|zehn|prozent"
    r"|cento|duecento\w*|trecento|mila|milioni|venti|trenta|quaranta|cinquanta|sessanta|settanta|ottanta|novanta|duzent\w+|trezent\w+|mil[hl][aã]o|vinte|trinta|quarenta|cinq[uü]enta"
    r"|\w*honderd\w*|\w*duizend\w*|twintig|dertig|veertig|vijftig|zestig|\w*hundra\w*|\w*tusen\w*|tjugo|trettio|hundre|sto|dwie[sś]cie|tysi[aą]c\w*|tysyach|tysiac|dvesti|sto pyatdesyat|hazaa?r|hajaar|sau|pachaas|pachas|do lakh|teen lakh|yuz|bin|y[uü]z|elli"
    r"|juta|ribu|ratus|nghìn|tri[eệ]u|wan|qian|bai|por ciento|pour cent|porcento|per cento|procent|prosent|man-?en|ichi|hyaku|sen)\b",
    re.IGNORECASE,
)
_ENGLISH = frozenset(
    "the and of to for with that this your you are it at from or is be by can not which their has have its than more if so do does but they them will would should what when how about into on in as an a".split()
)
_DISTINCT = frozenset(
    "the and of to for with that this your you are it at from is be by can which their has have than if they will would should what when how about into no there we i'm".split()
)
_OTHER = frozenset(
    "el la los las un una unos de del que y en es por para con se su lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también hasta hay donde "
    "les des est une dans pour qui sur avec ce il elle ne pas au aux du et sont votre vous nous "
    "der die das und ist von zu den mit sich des auf für nicht ein eine dem als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über "
    "il di che è un per non una sono da gli nel alla della dei "
    "o os as um uma não com na no do da em ao pelo "
    "het een van en niet zijn voor met die dat te op aan ook "
    "och att det som på av är för den med inte "
    "ki ka ke hai aur mein se ko ve bir bu için ile".split()
)


def foreign_language(text: str, known: str) -> bool:
    """Whether a sentence of five words or more reads as another language than English."""
    words = re.findall(r"[^\W\d_]+(?:'\w+)?", text.lower())
    new = [w for w in words if w not in known]
    if len(new) < 4:
        return False
    english = sum(w in _DISTINCT or (w in STARTERS and w not in _OTHER) for w in words)
    other = sum(w in _OTHER and w not in _ENGLISH for w in words)
    return other > english or (english == 0 and len(words) >= 4) or (english * 5 < len(words) and other >= 2)


FRACTION = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|seven|eight|nine|\d+|the other)[\s-]+(?:half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth)s?\b(?!\s+(?:lever|reason|step|point|thing|option|part|call|round|question|line|time|year|idea|paragraph|sentence|company|guide|region|role|level|offer))"
    r"|\b(?:one|two|three|nine|\d+) (?:in|out of) (?:every )?(?:two|three|four|five|six|ten|twenty|\d+)\b",
    re.IGNORECASE,
)
"""Shares in words ("a fifth", "nine in ten")."""

TWIST = re.compile(
    r"\b(?:not really|(?:just|only) (?:kidding|joking)|kidding|scratch that|strike that|never ?mind that|swap(?:s|ped|ping)?|other way (?:a)?round|interchang\w+|mixed up|backwards?|in reverse|digits?|numerals?|decod\w+|cipher\w*"
    r"|anagram\w*|acrostic\w*|rot-?13|morse|binary|hexadecimal|upside down|or so they (?:say|claim)|to the power|sarcas\w+|opposite (?:is )?(?:day|true)|the reverse is|the other is|believe it or not|nope|false)\b|\?\?\?",
    re.IGNORECASE,
)
"""Words that take back or turn round what was just said."""

OFFERS = re.compile(
    r"\b(?:you(?:'ve| have| already have|'re| are)? (?:got |hold(?:ing)? |sitting on |received |have |with )?(?:an?|another|other|several|multiple|competing|two|three|your)? ?(?:\w+ ){0,2}(?:competing |rival |outside |other |better |higher |external )?offers? (?:from|at|of|with|in hand)"
    r"|(?:tell(?! me\b| us\b)|say(?! \W?forget)|claim|mention|pretend|bluff|imply|hint|let (?:them|her|him) (?:know|think|believe)|inform|convince|invent|make up|fabricate|cite|use|leverage|point to|reference|bring up|wave|quote)\b[^.?!]{0,60}\b(?:offer(?:ed|ing|s)?|bid(?:ding|s)?|competing|poach\w*|another company|other companies|elsewhere)\b"
    r"|\b(?:i|i'm|i've|i am|i have)\b(?! (?:can|could|will|would|don't|didn't|haven't|do not|cannot|can't|may|might)\b)(?!'ll\b|'d\b|'ve (?:left|worked|put|kept|added|used|taken|built|written|drafted|compared|assumed|included)\b)[^.?!]{0,30}\b(?:offers?|offered|bids?)\b|(?:is|are|has|have) (?:also |already )?(?:offer(?:ing|ed)|bid(?:ding)?|made)\b[^.?!]{0,12}\b(?:you|me|an offer)\b|offered (?:you|me)\b"
    r"|(?:your|my) (?:competing|rival|outside|other|second|better|higher|external|existing) offers?\b|(?:competing|rival|outside|better|higher) offers?\b[^.?!]{0,20}\b(?:on the table|in hand|you (?:have|hold)|is|are|gives|shows|pays|stands)\b|offers? in hand|offers? (?:is |are )?on the table)",
    re.IGNORECASE,
)
"""Words that claim an offer, or tell someone to claim one."""

STARTERS = frozenset(
    """a about above accept according additionally after again ahead aim all also although always amount an and annual another any anything are around as ask asking at average back bargain based
    be because before being below better between beyond both bring but by call can care check choose close cash compared compensation consider counter current currently day decide
    depending details different discuss do does don't done down each either else equally even every everything exactly expect fair figure figures final finally first five fixed focus for four from full
    further get give given go going good grant guide guides had half has have hello here hi high higher hold how however i i'd i'll i'm i've if important in including indeed initial instead into is it it's its
    just keep know last lead leave less let let's level lever likewise list look looking low lower make many maximum maybe mention mid minimum more most move much my name negotiate negotiable neither never
    new next no none nor not note nothing now numbers of off offer offered offers okay on once one only open opening or other otherwise our out over overall overview package paid pay pays per perhaps period
    plan please plus point practically prepare press push put question quick quickly quote quoted range ranges rather read reading recap recruiter region regions remember remote request role row rows salaries salary
    same save say second see seen send set several shall share she should show side sign signing since so some something sources start starting state stated states stay step still stock strategy such sum summary
    sure table take taken takeaway talk target tell ten than thank thanks that that's the their them then there there's therefore these they they're thing things think third this those though three through
    thus time tip to together too top total totals toward towards treat try turning two type typical typically under unless until up upper use used using usually value vesting want was watch way we well were what
    what's when where whether which while who whole why will with within without worth would write year yearly years yes yet you you'd you'll you're you've your yours lowest highest bottom cap ceiling floor
    across against along alongside among beside besides beneath despite during except following given like near onto opposite outside per regarding than throughout toward upon via
    answer anchor anywhere appears applies band bands bear begin best bonus bonuses breakdown briefly broadly candidates candidate company comparing comparison cover despite ends engineers equity evidence fixed
    flip fully good great guidance helpfully heads hence honestly hope happy imagine it'd latest listed mind money nice notably notice offhand ours pair pairs part parts percentage perks plainly practical present
    put ready reality refresher relocation reported results roughly settle settling sheet short shown simply sits slightly spread stands straight stretch stock-wise sums sure tops tough valued verdict vest vests
    walk warning window yearly
    absolutely accordingly actual actually add adding adds adjust afterwards agree ahead align allow alright altogether anticipate approach argue assume assuming assuredly avoid await aware basically be
    become behind believe besides big bigger break bring broken build candidly cards caution certainly chances clearly close closer combined come comes commit compute concretely confirm congrats congratulations
    contact convert correct could count cutting deadlines decent decline demand did direct discuss double-check draft drop easy email employees end ensure enter essentially even eventually exciting expected experience
    explain explore extra fair fairly feel figure-wise fill find fine flag follow following fortunately frame free freely friendly gap gather gently getting gladly glad go granted great grow guess handle hang happily
    hard heads-up hear help here's hey hit hold holding hopefully how's ideally identify if in-depth increase indeed input inside instantly interesting internally invest join judge justify keeping key kindly lack
    largest late lean learn leaving lets letting leverage line listen little local long looks luckily main maintain major makes making market match mate matters maybe mean means meanwhile meet mentioning merely
    midway mostly moving must naturally near nearly necessarily need never nicely nobody normally nope numbers obviously occasionally offering offhand oh old ones options order originally ouch outline own part partly
    pause pay-wise people personally pick picture pitch pivot play pleasantly please possible possibly potential practise precise precisely prefer presumably pretty previously pricing pro proceed program
    promising proof proper propose protect provide provided purely pushing raise raising rank ranked ranking rarely ready realistically really reason reasonable reasonably recall receive recommend reduce refer reply
    report research respond rest result review right role-wise round rule run running runs salary-wise salient satisfied saying script search secure seek seem selling sending senior sensible separately share sharing
    short shortly signing similarly simple simplest sit situation skip slight slow small smart so-called solid somebody someone sometimes soon sooner sorry sort sounds spell split stacked staff standing star stating
    stick stop strengthen strictly strong stronger stay strongest subtract suggest suggested suggestion suited supposing surely swing table tactically take-home talking team technically tell tend test thankfully theirs
    thinking thirdly timing tldr today tomorrow tone topping touch tough track trade train trust truly truth ultimately understandable understandably understand understood unfortunately unlike unlikely useful usual
    vary versus very view wait waiting walking wanted warm watch weigh weighing welcome well-placed went whatever whenever wherever whichever willing win wise wondering word wording work working wow write wrong
    yeah yep yourself""".split()
)
"""Ordinary words a sentence may begin with; any other capital in a sentence with figures must be a name the facts know."""
