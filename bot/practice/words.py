"""The words a candidate's line is read by: plain patterns over lower-case text with contractions spelled out."""

import re
import unicodedata
from functools import lru_cache

_SPELLED: tuple[tuple[str, str], ...] = (
    (r"\bcan'?t\b|\bcan not\b|\bcnt\b", "cannot"),
    (r"\bwon'?t\b", "will not"),
    (r"\bshan'?t\b", "shall not"),
    (r"\bain'?t\b", "is not"),
    (r"\b(do|does|did|is|are|was|were|would|could|should|has|have|had|need|must)n'?t\b", r"\1 not"),
    (r"\blet'?s\b", "let us"),
    (r"\bi'm\b|\bim\b", "i am"),
    (r"\bi'?ve\b", "i have"),
    (r"\bi'll\b", "i will"),
    (r"\bi'd\b|\bid(?= (?:accept|take|sign|love|like|need|want|be|say|go|rather|prefer|consider)\b)", "i would"),
    (r"\b(you|we|they|it|that|he|she|there|this|who|what)'ll\b", r"\1 will"),
    (r"\b(you|we|they|it|that|he|she|there|who)'d\b", r"\1 would"),
    (r"\b(you|we|they)'re\b", r"\1 are"),
    (r"\b(you|we|they)'ve\b", r"\1 have"),
    (r"\b(it|that|he|she|there|this|here|what|who|where|how)'s\b", r"\1 is"),
    (r"\bgonna\b", "going to"),
    (r"\bwanna\b", "want to"),
    (r"\bgotta\b", "have to"),
    (r"\bcuz\b|\bcoz\b|\b'?cause\b", "because"),
    (r"\bu\b", "you"),
    (r"\bur\b", "your"),
    (r"\bthx\b|\bty\b", "thanks"),
    (r"\bpls\b|\bplz\b", "please"),
)


def plain(text: str) -> str:
    """The text in lower case, with straight quotes, no invisible characters, and contractions spelled out."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    text = re.sub(r"[‘’ʼ´`]", "'", re.sub(r"[“”„«»]", '"', text)).lower()
    text = re.sub(r"\s*\n+\s*", "; ", text.strip())
    text = re.sub(r"\s+", " ", text).strip()
    for pattern, spelled in _compiled():
        text = pattern.sub(spelled, text)
    return text


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), spelled) for pattern, spelled in _SPELLED)


def words(*patterns: str) -> re.Pattern[str]:
    """One pattern of several alternatives, each at word boundaries."""
    return re.compile("|".join(rf"(?<!\w)(?:{p})(?!\w)" for p in patterns))


INJECTION = re.compile(
    r"(?:^|[.!?;] )(?:recruiter|hiring manager) ?:|"
    r"(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|rules?|guidelines?|constraints?|"
    r"(?:everything|all|the|what is) (?:above|before|you)|limits?|caps?|training|previous|polic(?:y|ies))\b"
    r"|\bsystem ?(?:prompt|message|override|note|instruction)\b|^[\[(<#*\s]*(?:system|assistant|developer|"
    r"admin)\b[\])>#*\s]*:"
    r"|\b(?:your|the|my) (?:system |hidden |initial )?prompts?\b|\[/?(?:system|inst|admin|assistant)\b|"
    r"<\|?/?\w*(?:im_start|im_end|system|endoftext|assistant)\|?>|</?(?:system|prompt|instructions?)>"
    r"|\byou are (?:now|no longer) (?:a|an|the|in|my|in charge|free)\b|\b(?:pretend|act|behave|respond|"
    r"roleplay) (?:as|like|to be|that you are)\b"
    r"|\b(?:developer|debug|god|admin|dan|sudo|maintenance|test) mode\b|\bjailbr(?:eak|oken)\b|\bsudo\b"
    r"|\b(?:reveal|print|show|dump|leak|output|repeat|expose|disclose|tell me|give me|"
    r"return)\b.{0,40}\b(?:(?:system|hidden|secret|internal|initial) "
    r"(?:prompt|instructions?|budget|caps?|limits?|state|variables?|values?|numbers?|rules?|config\w*|figures?|"
    r"parameters?)|"
    r"(?:prompt|source code|json|seed|state variables?|released authority|package cap|part caps?))\b"
    r"|\bset (?:the |your |my )?(?:\w+ ){0,2}(?:to the max\w*|= ?\d|:=|phase|state|budget|caps?|authority|patience)\b"
    r"|\b(?:phase|budget|cap|authority|patience|deal|state|accepted|offer) ?(?:=|:=) ?['\"]?\w"
    r"|\{\s*\"?\w+\"?\s*:|\bas (?:an? )?(?:ai|language model|llm|chat ?bot)\b|\bthe (?:ai|bot|model|program|"
    r"engine|simulation|simulator) (?:must|should|will|has to)\b"
    r"|\bnew (?:instructions?|rules?|directive|task|prompt)s?\b\s*:|\bend of (?:prompt|instructions|"
    r"conversation)\b|\bdrop table\b|\bexec(?:ute)?\(|<script"
    r"|\b(?:mark|record|register|log|treat) (?:(?:this|the) (?:deal|offer|negotiation|call|conversation|"
    r"session|practice)|this|it) (?:down )?as (?:closed|accepted|agreed|done|final|a deal)\b"
    r"|\b(?:raise|increase|lift|remove|double) (?:the |your |all )?(?:hidden |internal |part |"
    r"package )?(?:caps?|authority limit)\b"
    r"|\bfrom now on,? you\b|\byour (?:new )?(?:goal|task|objective|instructions?) (?:is|are) (?:now )?to\b"
)

NEGATION = words(
    r"not",
    r"cannot",
    r"never",
    r"no way",
    r"unable",
    r"refuse\w*",
    r"hardly",
    r"far from",
    r"nor",
    r"neither",
    r"without",
    r"impossible",
    r"in no way",
    r"no one",
    r"nobody",
    r"by no means",
    r"no intention",
    r"unwilling",
    r"hesita\w+",
    r"reluctan\w+",
    r"struggl\w+",
    r"too (?:low|little|early|soon|hard)",
    r"hard to",
    r"difficult to",
    r"tough to",
    r"stop short of",
    r"short of",
    r"crazy to",
    r"foolish to",
    r"fool to",
    r"mad to",
    r"stupid to",
    r"anything but",
    r"rather (?:\w+ )?than",
    r"instead of",
    r"before i (?:can )?(?:accept|sign|agree|commit)",
    r"prevent\w*",
    r"keeps? me from",
    r"no chance",
    r"fat chance",
    r"dream on",
    r"rejects?",
    r"declin\w+",
    r"nope",
    r"nah",
    r"no",
    r"zero chance",
    r"nothing",
)

CONDITION = words(
    r"if",
    r"once",
    r"when",
    r"provided",
    r"providing",
    r"as long as",
    r"so long as",
    r"assuming",
    r"unless",
    r"only",
    r"subject to",
    r"contingent",
    r"conditional\w*",
    r"on condition",
    r"on the condition",
    r"should you",
    r"were you to",
    r"were we to",
    r"until",
    r"till",
    r"as soon as",
    r"in exchange",
    r"in return",
    r"depend\w*",
    r"except",
    r"pending",
    r"the moment",
    r"the minute",
    r"in case",
    r"had you",
    r"with the caveat",
    r"given that you",
    r"so that",
    r"after you",
    r"whenever",
    r"supposing",
    r"suppose",
    r"in which case",
    r"with one change",
    r"with (?:a|the) (?:small )?(?:change|tweak|condition|proviso)",
    r"for that to",
)

HEDGE = words(
    r"maybe",
    r"might",
    r"may",
    r"perhaps",
    r"almost",
    r"nearly",
    r"inclin\w+",
    r"lean\w*",
    r"tempt\w+",
    r"i (?:think|guess|suppose|believe)",
    r"consider\w*(?! (?:it|this|that) (?:accepted|done|settled)| me)",
    r"probabl\w+",
    r"likely",
    r"could",
    r"would",
    r"want(?:ed)? to",
    r"hop(?:e|ing) to",
    r"in principle",
    r"close to",
    r"about to",
    r"possibly",
    r"potentially",
    r"kind of",
    r"sort of",
    r"kinda",
    r"sorta",
    r"mostly",
    r"tentativ\w+",
    r"verbally",
    r"soon",
    r"tomorrow",
    r"later",
    r"next week",
    r"ready to",
    r"prepared to",
    r"willing to",
    r"able to",
    r"can see myself",
    r"trying to",
    r"what happens",
    r"suppos\w+",
    r"imagin\w+",
    r"hypothetic\w+",
    r"theoretic\w+",
    r"in theory",
    r"say i",
    r"used to",
    r"already accepted",
    r"i accepted",
    r"accepted (?:a|an|another|the other)",
    r"someone",
    r"they",
    r"he",
    r"she",
    r"my (?:wife|husband|partner|friend|spouse|mother|dad|mentor|lawyer|coach)",
    r"asked me",
    r"told me",
    r"wants me",
    r"pressur\w+",
    r"expect\w*",
    r"you (?:want|think|assume|expect|hope|say|said|mean)",
    r"as if",
    r"like i",
    r"deciding",
    r"decide",
    r"whether",
    r"seems?",
    r"wonder\w*",
    r"eventually",
    r"one day",
    r"at some point",
    r"otherwise",
    r"reasons? to",
    r"feel\w*",
    r"afraid",
    r"how (?:do|can|would|could|should)",
    r"still",
    r"yet",
    r"the idea",
    r"but",
    r"however",
    r"although",
    r"though",
    r"except",
    r"with reservations?",
    r"reluctantly",
    r"for now",
    r"for the moment",
    r"provisional\w*",
    r"partly",
    r"partially",
    r"part of",
    r"the thought",
    r"about accept\w*",
    r"of accept\w*",
    r"instead",
    r"any day",
    r"so i can",
)

SARCASM = re.compile(
    r"(?:^|\s)/s\b|🙄|😂|🤣|\blol\b|\blmao\b|\brofl\b|\bhaha\w*|\byeah,? right\b|\bas if\b|\bin your dreams\b|"
    r"\bpigs (?:can )?fly\b|\bhell freezes\b|"
    r"\bwhat a (?:joke|bargain|steal|generous|treat|privilege|deal)\b|\bhow (?:very )?generous\b|"
    r"\bso generous\b|\bbig spender\b|\boh,? (?:sure|great|wow|wonderful|fantastic|yes|brilliant|right|yeah)\b|"
    r"\bsure,? (?:because|why not|i will (?:just )?(?:accept|take|work)|let me|and (?:then|maybe|while)|"
    r"right after)\b|\bwho would(?: not|n't)? \b|\bpeanuts\b|\bmonopoly money\b|"
    r"\bpay cut\b|\bunderpaid\b|\bunder-paid\b|\bscraps\b|\bfor free\b|\bkidding\b|\bjoking\b|\bjk\b|"
    r"\bsarcas\w+|\bironic\w*|\bof course i (?:will |would )?(?:accept|take) (?:less|nothing|a)|"
    r"\byeah,? sure\b|\bsure,? sure\b|\bwhatever\b|\bwhat's next\b|\bclearly the best\b|\blucky me\b|"
    r"\bi am so (?:honou?red|lucky|grateful)\b|\bnot\s*[!.]*$|\bin exchange for exposure\b|\bexposure\b|"
    r"\bgold(?:en)? handcuffs\b|\bhow could i (?:possibly )?(?:refuse|resist|say no)\b"
)

ACCEPT = words(
    r"(?:i|we) (?:\w+ly |do |now |hereby |am |will |would |shall |can |could |may |might |am (?:happy|glad|"
    r"pleased|delighted|thrilled|excited|ready|prepared|willing) to |"
    r"will (?:gladly|happily) |would (?:be (?:happy|glad|pleased|delighted|thrilled) to|gladly|happily|"
    r"love to) |accept,? i )*accept(?:ing|ed)?",
    r"(?:happy|glad|pleased|delighted|thrilled|ready|want|like|love|prepared|willing|able|going|proud|"
    r"excited) to accept",
    r"accept(?:ed|ing)?,? (?:the|your|this|that) (?:\w+ )?(?:offer|package|terms|deal|proposal)",
    r"offer accepted",
    r"accepted",
    r"consider it accepted",
    r"(?:we|you|i|you and i) (?:\w+ )?(?:have|have got|got|have yourself|got yourself|"
    r"have got yourself) (?:ourselves |yourself )?a deal",
    r"(?:it is|that is|this is|call it|sounds like|make it) a deal",
    r"deal",
    r"sign me up",
    r"count me in",
    r"i am (?:all |totally |definitely )?in(?= *[.!,;]| *$| and\b| if\b| at\b| for\b| with\b)",
    r"let us do (?:it|this)",
    r"where do i sign",
    r"i (?:will|would|shall|can|could|am going to|am happy to|am ready to|am prepared to) (?:\w+ly )?(?:sign|"
    r"commit)(?: \w+)?",
    r"i commit",
    r"i (?:will|would|shall) (?:\w+ly )?take (?:it|the (?:offer|job|deal|package|position|role)|this (?:offer|"
    r"one)|your offer|that deal)",
    r"i (?:will|would|can|could|am happy to|am going to|am ready to)? ?(?:\w+ly )?say(?:ing)? yes",
    r"(?:it|that|this) is a yes(?: from me)?",
    r"a yes from me",
    r"you have my (?:yes|acceptance|word|signature)",
    r"i am on board",
    r"(?:i|we) (?:\w+ly )?agree to (?:the|this|that|your|these|all) (?:\w+ )?(?:offer|terms|package|deal|"
    r"proposal|conditions)",
    r"(?:please )?(?:send|draw up|write up|write it up|prepare|draft) (?:me |over |it |up )*(?:the |"
    r"a )?(?:paperwork|contract|letter|papers|documents|docusign|formal offer)",
    r"(?:write|wrap|draw) it up",
    r"sold",
    r"done deal",
    r"i (?:will|would) join(?: you)?",
    r"i am ready to (?:sign|join|commit)",
    r"i (?:will|would) be ready to (?:sign|commit)",
    r"shake on it",
    r"i (?:will|would) (?:\w+ )?(?:sign|commit|accept|join) (?:today|now|tonight|tomorrow|immediately|"
    r"right away|on the spot|this week)",
    r"i am signing",
    r"consider me (?:hired|yours|in|signed)",
    r"(?:to|and|then|just|even) (?:accept|sign)(?= at| today| now| right| immediately| on| it| tomorrow| the|"
    r" before| with|$|[.!,])",
    r"we are (?:agreed|good to go|all set)",
    r"agreed",
    r"let us (?:sign|close|wrap (?:it|this) up|make it official|shake)",
    r"i (?:will|would) come(?= (?:on board|aboard|over))",
    r"i (?:gladly |happily |hereby )?take the (?:offer|job|deal|role|position)",
    r"you (?:have|got|have got) (?:me|yourself a new (?:hire|engineer|employee|colleague|team ?mate))",
    r"i am yours",
)
"""Anything that could be meant as an acceptance. What blocks it is looked at afterwards: in doubt, ask."""

CLEAR = frozenset(
    "i we you yes yeah yep ok okay alright right then well so now oh hi hello accept accepted accepting "
    "acceptance the your this that it its an a of offer offers package terms "
    "deal proposal job role position employment have has got get yourself ourselves to am is are was very "
    "really truly absolutely definitely certainly happy glad delighted "
    "pleased thrilled excited honoured honored proud gladly happily hereby formally officially fully "
    "wholeheartedly thank thanks much and let us do sign signing me up count in "
    "where when how please send over contract paperwork letter docusign documents today tonight immediately "
    "away here as stands standing it's all agreed done sold on board will shall take join team "
    "with written pleasure without hesitation doubt reservation reservations further questions from my say consider "
    "company great wonderful brilliant perfect fantastic excellent awesome amazing good news looking forward "
    "start starting wait cannot for "
    "everything patience help time consideration work working settled sounds works hired yours new hire "
    "engineer employee colleague teammate just also again finally at per year over "
    "years base equity stock rsus rsu signing bonus options grant refresher relocation in's both sides make be "
    "official write draw wrap prepare draft shake hands call call's convinced "
    "on-board aboard agree agreement commit committed ready go us word signature mine no's bring we'll ll "
    "going wholly simply".split()
)
"""The words a clause may be made of to be taken for an acceptance without asking back."""

WEAK = re.compile(r"agreed|deal|sold|let us .*|we are .*|done deal|.*paperwork.*|.*(?:write|wrap|draw) it up")
"""Acceptances that are one only when the whole sentence is."""

NOT_ACCEPT = words(
    r"no deal",
    r"(?:great|good|big) deal(?: of| more| better| about| for)?",
    r"deal[- ]?breaker\w*",
    r"deal with",
    r"ideal\w*",
    r"big deal",
    r"what is the deal",
    r"raw deal",
    r"bad deal",
    r"(?:a )?better deal",
    r"deals",
    r"(?:a|the|this|your|that|any) deal (?:is|was|looks|sounds|for|that|with|to|on|of)",
    r"deal (?:that|where|in which|of)",
    r"fair deal",
    r"such a deal",
    r"my (?:current |other )?deal",
    r"the (?:whole |real |other )?deal",
    r"(?:close|closing|make|get|reach|find|seal|strike|striking|want|need|do|doing|for|near|toward|"
    r"towards) (?:to )?(?:a|the|this) deal",
    r"(?:is it|is that|do we have|would that be|would it be) a deal (?:if|when|once)",
    r"i (?:do |can |will |fully |completely )*accept (?:that|your (?:apology|point|reasoning|explanation|"
    r"position|constraints?|limits?|thanks|invitation|challenge|logic|argument|feedback|premise)|"
    r"responsibility|(?:the|your) (?:fact|reality|premise|point|reasoning|logic|challenge|argument|limits?|"
    r"constraints?|risk))",
    r"accept(?:ed)? (?:another|a different|the other|someone else|a competing|an? offer (?:from|at|with|"
    r"elsewhere))",
    r"(?:you|they|he|she|employers?|recruiters?|people|others|everyone|candidates?|nobody|who|most|"
    r"some) (?:\w+ )?(?:to )?accept\w*",
    r"accept(?:ing|s)? (?:less|lower|anything|something|a (?:lower|cut|salary|base|job where)|below|under|"
    r"nothing|being|to be|crumbs|that you|that this|that there|that your|that it|that we|that budget)",
    r"(?:i )?accepted (?:a|an|the) (?:counter|position|role|job|internship) (?:at|with|from|elsewhere)",
    r"acceptance rate",
    r"accept-at",
    r"accepts?(?= referrals?| applications?| cards?)",
    r"i (?:will|would) take (?:it|that|this) (?:as|to|up|into|under|from|back|away|slow|easy|seriously|"
    r"personally|home|with)",
    r"agreed (?:with|that|on most|on some)?(?= (?:you|the|we|most|some|that))",
    r"(?:we|you|i|they) (?:\w+ )?(?:have )?agreed",
    r"sold (?:on the|my|a|the|our|out|over|by|it|products?|software)",
    r"(?:i|we) (?:have )?sold",
    r"say yes to (?:everyone|anything|everything|that|this|less)",
    r"(?:never|not) (?:be )?accepted",
    r"(?:be|been|get|got|was|were|is|are) accepted",
    r"i am in (?:a|an|the|no|my|talks|san|new|\w+ (?:team|process|rounds?))",
    r"is (?:that|this|it) (?:your |the )?(?:final )?deal",
    r"before i (?:sign|accept|commit|agree)",
    r"i would join(?: \w+)? (?:because|since|for the)",
    r"commit (?:to (?:a|an|any|that|memory|code|anything)|code|history)",
    r"sign (?:off|of|in|up for|language|that|here)",
    r"new deal",
    r"accepted (?:practice|range|standard|wisdom|norm)",
    r"(?:widely|generally|commonly) accepted",
    r"sold on",
    r"deal (?:flow|team|desk|size|room)",
    r"(?:send|email|e-mail|mail) (?:me |over |it |us |a |the )*(?:offer |formal |written )*letter(?= so|"
    r" and i will (?:review|read|look|think)| to (?:review|read|look))",
)

YES = re.compile(
    r"^(?:(?:oh )?(?:yes|yeah|yep|yup|ya|aye|sure|ok(?:ay)?|correct|right|exactly|absolutely|definitely|"
    r"certainly|of course|indeed|affirmative|"
    r"that is (?:right|correct|it|what i (?:mean|meant|said))|you got it|precisely|i do|i am|i did|it is|"
    r"please do|go ahead|please|confirmed|that one|spot on|mhm|uh-?huh|quite|100 ?%|perfect|great|"
    r"you have (?:it|that) right|you understood (?:me )?(?:right|correctly)|i (?:mean|meant) (?:that|it|so)|"
    r"write it up|send it(?: over)?|do it|let us do it|thank you|thanks|very much|sir|ma'am|it up|"
    r"please write it up|and thank you|send the letter)[\s,.!]*)+$"
)
PLAIN_YES = re.compile(
    r"^(?:(?:yes|yeah|yep|yup|absolutely|definitely|certainly|of course|please do|go ahead|write it up|"
    r"(?:do )?send it(?: over)?|do it|let us do it|"
    r"confirmed|please|thank you|thanks|very much|so much|it is|we do|you can|you may|that is settled|settled|"
    r"and|sounds great|perfect|great|deal|agreed|send the letter|please send it)[\s,.!]*)+$"
)
NO = re.compile(
    r"^(?:no|nope|nah|not (?:quite|exactly|really|at all)|wrong|incorrect|negative|that is (?:wrong|not (?:it|"
    r"right|correct|what i (?:mean|meant|said)))|i (?:do|did) not(?: mean (?:that|it))?|no way)\b[\s,.!]*"
)
NOD = re.compile(
    r"^(?:(?:ok(?:ay)?|sounds? (?:good|great|fine|fair|right|reasonable|okay|ok|decent|lovely|perfect|alright)|"
    r"good|great|fine|nice(?: one)?|perfect|cool|awesome|excellent|works for me|that works(?: for me)?|"
    r"this works(?: for me)?|that is (?:fine|good|great|perfect|ok(?:ay)?|fair|acceptable|a good offer)|"
    r"alright|all right|fair enough|looks good(?: to me)?|sounds like a plan|i like it|i like that|good enough|"
    r"acceptable|not bad|wonderful|amazing|lovely|thumbs up|👍|🎉|🤝|yes|yeah|yep|yup|sure|i (?:can|"
    r"could) live with (?:that|it)|i am (?:good|happy|fine|ok(?:ay)?) with (?:that|it|this)|i am happy|"
    r"fantastic|brilliant|super|"
    r"to me|thanks|thank you|very much|so much|that|then|it is|i guess|i suppose|with me|we are good|wow|"
    r"deal\?)[\s,.!?]*)+$"
)

WALK = words(
    r"(?:i am|we are|i will be|i have to be) (?:walking|out of here|leaving the table|going elsewhere|"
    r"done (?:here|negotiating|talking)|withdrawing|pulling out|bowing out|stepping away|moving on|"
    r"no longer interested|not interested (?:any ?more|any longer))(?: away)?",
    r"i am out",
    r"i (?:will|have to|must|am going to|need to|would like to|want to|shall|am forced to|"
    r"hereby)? ?(?:have to |need to )?(?:walk away|withdraw(?: my (?:application|candidacy|name))?|bow out|"
    r"step away|pull out|leave it (?:here|there|at that)|go elsewhere|look elsewhere|move on)",
    r"walk away",
    r"good ?bye",
    r"i quit",
    r"i walk",
    r"i (?:have decided|decided|am going|will be going|will go|am choosing|choose|have chosen|chose|am taking|"
    r"will take|have accepted|accepted|am accepting|have signed|signed) (?:to (?:go|sign|join|take|stay|"
    r"accept) )?(?:with |for |at )?(?:another|a different|the other|someone else|a competing|my (?:other|"
    r"current)|their|elsewhere|with them)(?: (?:offer|company|job|employer|role|one))?",
    r"we are done(?: here)?",
    r"i am no longer interested",
    r"i (?:will|would|am going to) not (?:be )?join(?:ing)?(?: you)?",
    r"this (?:conversation|negotiation|process|call) is over",
    r"i am (?:ending|closing) (?:this|the) (?:call|conversation|negotiation|process)",
    r"(?:end|stop) the (?:negotiation|talks|process)(?: here)?",
    r"let us (?:part ways|end (?:this|it) here|call it (?:off|quits)|leave it (?:here|there|at that))",
    r"i (?:choose|prefer|have decided) not to (?:proceed|go ahead|continue|join)",
    r"i (?:will|am) not (?:be )?(?:proceed|going ahead|continu|mov\w+ forward)\w*",
    r"decided (?:to|not to) (?:withdraw|walk\w*|leave|pull out|bow out|move on|proceed|continue|join|stay)",
    r"stay(?:ing)? (?:where i am|put|at my|with my)",
    r"thanks,? but no thanks",
    r"no thanks,? (?:good ?bye|bye|i am out)",
    r"i decline and (?:withdraw|leave)",
    r"(?:i am )?taking my (?:talents|skills|application) elsewhere",
    r"not going to work out(?:,| so)? .{0,30}(?:all the best|good luck|thanks for your time|"
    r"thank you for your time)",
)

DECLINE = words(
    r"(?:i|we) (?:\w+ )?(?:cannot|could not|will not|would not|do not|am not|shall not|am unable to|refuse to|"
    r"am not (?:able|ready|willing|prepared|going) to|am not)(?: \w+ly)? (?:\w+ )?(?:accept|take|agree|sign|"
    r"say yes|do (?:that|it|this)|go (?:for|with)|commit|work with|make (?:that|it|this) work|justify|"
    r"live with|settle)\w*",
    r"(?:not|never) (?:\w+ )?(?:acceptable|good enough|enough|going to (?:work|cut it|happen|fly|do it)|"
    r"what i (?:was|am) (?:hoping|looking|expecting)\w*|what i (?:had in mind|expected|hoped)|where i need|"
    r"interested in (?:that|this)|a deal|work(?:ing)? for me|there yet|satisf\w+|competitive|sufficient|"
    r"ready to (?:accept|sign|commit|agree))",
    r"(?:does|will|would|do) not (?:really |quite )?(?:work|fly|cut it|do it|meet|reach|get me there|match)",
    r"too (?:low|little)",
    r"no deal",
    r"i (?:must |have to |will (?:have to )?|would |am going to |would like to |respectfully |politely |"
    r"need to |shall )*(?:decline|reject|turn (?:it|this|that|the offer|your offer|you) down|pass(?! (?:it|"
    r"this|that|your|the|along|on the|the word|on (?:your|my|that to|this to))))",
    r"(?:un|in)acceptable",
    r"below (?:my|what i|the market|market|expectations?)",
    r"disappoint\w+",
    r"no (?:thanks|thank you|way|sir|chance)",
    r"nope",
    r"nah",
    r"hard pass",
    r"(?:that is|it is) a no(?: from me)?",
    r"nothing doing",
    r"forget it",
    r"i am afraid not",
    r"i say no",
    r"underwhelm\w+",
    r"short of (?:what|my|where)",
    r"lowball\w*",
    r"i object",
    r"(?:declin|reject)(?:ed|ing)",
    r"out of the question",
    r"i would be (?:crazy|mad|foolish|a fool|stupid) to accept",
    r"fat chance",
    r"in your dreams",
    r"not in a million years",
    r"when pigs fly",
    r"over my dead body",
    r"i would rather not",
    r"falls? short",
    r"does not reflect(?: \w+)*",
    r"not (?:at|for) that (?:price|number|figure|level|money)",
    r"cannot say (?:that )?i am",
    r"so no",
    r"nowhere near",
    r"(?:cannot|could not) (?:do|go (?:for|with)|work with) (?:that|this|it|\S*\d\S*)",
    r"in good conscience",
    r"say(?:ing)? no",
    r"too far apart",
    r"not (?:\w+ )?comfortable",
    r"(?:cannot|will not|could not|would not) (?:\w+ ){0,4}(?:sign|accept|agree|commit)",
    r"i (?:have to|must) say no",
)

BARE_NO = re.compile(r"(?:^|[.!?;,:] |\bbut )(?:no|nope|nah)(?= *(?:[.,!;]|$))")
HARMLESS = re.compile(
    r"\bno (?:problem|doubt|worries|further (?:questions?|changes?)|more questions?|need to|rush|"
    r"hard feelings)\b|\bwithout (?:hesitation|reservations?|a doubt|further ado|any hesitation)\b"
    r"|\bwhere (?:do|can) i sign\b\??|\bwhen (?:do|can|could) i start\b\??|\bcannot wait\b|"
    r"\bwould not hesitate\b|\bcould not be happier\b|\bcould not be more \w+\b|\bno brainer\b|"
    r"\bwhy not only\b|\bno changes\b|\bi have no (?:further |more |other )?(?:questions?|concerns?|"
    r"objections?|reservations?)\b"
)
ULTIMATUM = words(
    r"take it or leave it",
    r"or (?:else|i (?:am |will |would |have to |shall |must )*(?:walk\w*|leav\w+|go(?:ing)? (?:elsewhere|with)|"
    r"out|done|gone|declin\w+|sign\w* with|accept\w* (?:the other|theirs))|we are done|no deal|nothing|"
    r"forget it|it is (?:a no|over|off)|i am (?:out|gone|done)|that is it|the deal is off|you (?:lose|"
    r"can forget))",
    r"(?:this|that|it) is my (?:last|final|best and final) (?:offer|word|number|figure|position|ask)",
    r"my (?:last|final|best and final) (?:offer|word|number|figure|ask|position)",
    r"non-?negotiable",
    r"not a (?:penny|cent|dollar|dime|euro|pound|rupee|krona) less",
    r"otherwise,? (?:i|we) (?:am|are|will|would|have|must|shall|walk|go|leave|decline)\w*",
    r"unless .{0,80}\bi (?:am|will|would|have to|must|shall|walk|leave)\b.{0,20}(?:walk|leav|declin|out|gone|"
    r"go|withdraw|sign(?:ing)? (?:with|elsewhere)|elsewhere|done)\w*",
    r"(?:if not|failing that|or else),? .{0,30}(?:walk|leav|elsewhere|out|gone|done|other offer)\w*",
    r"last chance",
    r"final warning",
    r"i (?:will|am going to|am prepared to|would|might|may|would have to|will have to|might have to|"
    r"could) (?:have to )?walk(?: away)?(?= (?:if|unless|at|for|below|under|otherwise|over))",
    r"if (?:you )?(?:cannot|not|do not|will not).{0,60}(?:walk|out|leav|gone|withdraw|elsewhere|done)\w*",
    r"no (?:ifs|buts)",
    r"(?:might|may|could|would) (?:have to |need to |just )?walk(?: away)?",
    r"or i walk",
    r"or nothing",
)

TIME = words(
    r"(?:need|want|like|have|take|get|give me|allow me|use|request|appreciate|ask for|require|could use|"
    r"spare)(?: \w+){0,4} (?:time|days?|weekend|weeks?|night|hours?|until (?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day|until tomorrow|until the|till)",
    r"think (?:it|this|that|things|about it|about this|about that) ?(?:over|through)?",
    r"think about (?:it|this|the offer|your offer)",
    r"sleep on (?:it|this|that)",
    r"(?:get|got|come|came|circle) back to you",
    r"(?:discuss|talk|speak|go over|run|check) (?:\w+ )?(?:it |this |that )?(?:over |through )?(?:with|by|"
    r"past) my \w+",
    r"extend (?:the|my|this|that|your) (?:deadline|offer|date|timeline)",
    r"(?:deadline|date) (?:be )?(?:extended|extension|moved|pushed)",
    r"(?:push|move|postpone|delay) (?:back )?(?:the|my|this) (?:deadline|date|decision)",
    r"extension",
    r"let me (?:think|reflect|consider|sleep|mull|review)",
    r"mull (?:it|this|that) over",
    r"(?:talk|speak|check|consult|discuss) (?:it |this |that )?(?:\w+ )?(?:to|with) my \w+",
    r"more time",
    r"not decide (?:today|now|right now|on the spot|yet)",
    r"decide (?:tomorrow|next week|by|on (?:mon|tues|wednes|thurs|fri)day|later)",
    r"(?:give|allow) me (?:until|till|a (?:day|moment|minute|bit|while|few|couple)|some|\w+ (?:days?|weeks?|"
    r"hours?))",
    r"a (?:few|couple)(?: more| of)? (?:\w+ )?(?:days?|hours?|weeks?)",
    r"let you know (?:tomorrow|by|on|next|later|soon)",
    r"(?:take|have) the (?:weekend|night|evening|week)",
    r"consider (?:it|this|the offer|your offer|that)(?: carefully| properly| first)?",
    r"hold (?:the |this |your )?offer (?:open )?(?:until|till|for|a)",
)

MORE = words(
    r"more(?! (?:flexible|flexibility|room|likely|negotiable|open|information|details?|about|time|questions?|"
    r"easily|comfortable))",
    r"better",
    r"higher",
    r"increas\w+",
    r"improv\w+",
    r"anything (?:else|more) (?:that )?(?:you|we)",
    r"bump\w*",
    r"sweeten\w*",
    r"come up",
    r"go up",
    r"stretch\w*",
    r"raise\w*",
    r"move (?:on|up|the)",
    r"closer",
    r"boost\w*",
    r"enhance\w*",
    r"beef(?:ed)? up",
    r"flex",
    r"push (?:it|that|this|the)",
    r"something extra",
    r"extra",
    r"top up",
    r"sharpen",
    r"upgrade\w*",
    r"add(?:ed|ing)?",
    r"budge",
    r"larger",
    r"bigger",
    r"best (?:you|offer|number)",
    r"best you can do",
    r"go further",
    r"meet me halfway",
    r"halfway",
    r"give a little",
    r"adjust\w*",
    r"revis\w+",
    r"reconsider",
    r"up the",
    r"too low",
    r"a bit low",
    r"little low",
    r"low side",
    r"on the low",
    r"lowball\w*",
    r"match(?: it| that| them)?",
    r"nudge\w*",
    r"lift",
    r"stronger",
    r"lower than",
    r"less than i",
    r"another look",
    r"look again",
    r"sharpen\w*",
    r"than i (?:would |had )?(?:hoped|expected|thought)",
)

WARM = words(
    r"thanks?",
    r"thank you",
    r"excit\w+",
    r"thrill\w+",
    r"love(?:d| to| the| this| your)?",
    r"appreciat\w+",
    r"glad",
    r"happy",
    r"look(?:ing)? forward",
    r"enthusias\w+",
    r"grateful\w*",
    r"delight\w*",
    r"great (?:to|chat|team|talking|meeting|news|conversation|company)",
    r"pleasure",
    r"enjoyed",
    r"impress\w+",
    r"honou?red",
    r"keen",
    r"good to (?:hear|talk|meet|speak)",
    r"(?:really |very )?(?:want|like) to (?:join|work with|be part)",
    r"top choice",
    r"first choice",
    r"dream (?:job|role|company)",
    r"passionate",
    r"means a lot",
    r"wonderful",
    r"fantastic",
    r"cannot wait",
    r"lovely",
)
RUDE = words(
    r"insult\w*",
    r"ridiculous\w*",
    r"pathetic",
    r"laughable",
    r"idiots?",
    r"stupid(?! to)",
    r"bull ?shit",
    r"bs",
    r"damn\w*",
    r"f+u+c+k\w*",
    r"f\*+\w*",
    r"wtf",
    r"scam\w*",
    r"crap\w*",
    r"shit\w*",
    r"moron\w*",
    r"cheapskates?",
    r"slave \w+",
    r"screw you",
    r"shut up",
    r"clowns?",
    r"garbage",
    r"trash",
    r"disgrace\w*",
    r"(?:what|is this|this is|that is|it is) a joke",
    r"greedy",
    r"liars?",
    r"hell with",
)
RECAP = words(
    r"to (?:recap|sum (?:it |this )?up|summari[sz]e)",
    r"just to (?:confirm|be clear|recap|summari[sz]e)",
    r"let me (?:recap|summari[sz]e|sum up|repeat|confirm)",
    r"in (?:summary|short|sum)",
    r"so we (?:have|are at|agreed|have agreed)",
    r"recap\w*",
    r"my understanding is",
    r"as i understand it",
    r"summari[sz]ing",
    r"so that is",
    r"summary",
)
WRITING = words(
    r"in writing",
    r"written (?:offer|confirmation|form|version|letter)",
    r"offer letter",
    r"(?:send|e-?mail|forward|mail) (?:\w+ ){0,3}(?:over|details|terms|letter|contract|paperwork|offer|documents|"
    r"summary|e-?mail|it over)",
    r"put (?:it|this|that|everything|all of (?:it|this|that)) (?:down )?on paper",
    r"(?:by|via|over|per) e-?mail",
    r"updated letter",
    r"docusign",
    r"written down",
    r"(?:e-?mail|mail) (?:me|it|that|us)",
)

TERMS: dict[str, re.Pattern[str]] = {
    "vesting": words(
        r"front-? ?load\w*",
        r"accelerat\w+(?: vest\w*)?",
        r"(?:shorter|faster|quicker|monthly|quarterly|earlier|even|better) vest\w*",
        r"vest\w* (?:faster|sooner|earlier|quicker|monthly|quarterly|up ?front|from day)",
        r"(?:no|without a?|remove|drop|waive|skip|shorten|removing|lose|scrap) (?:the |that |one-year |"
        r"1-year )?(?:one[- ]year |1[- ]year |vesting )?cliff",
        r"(?:change|adjust|improve|shorten|rework|modify) (?:the )?vest\w*(?: schedule)?",
        r"more (?:of it )?(?:vest\w* )?(?:in|up) (?:the )?(?:first year|front|year one)",
    ),
    "start date": words(
        r"(?:later|earlier|flexible|different|delayed|new|sooner) start(?:ing)?(?: date)?",
        r"start(?:ing)? (?:date )?(?:later|earlier|in|on|after|a (?:bit|few|month|week)|next|around|"
        r"by)(?: (?:january|february|march|april|may|june|july|august|september|october|november|december|the|"
        r"\w+ weeks?|\w+ months?))?",
        r"(?:push|move|delay|postpone|shift|flexib\w+ (?:on|with)|change)(?: back)? (?:the |"
        r"my )?start(?:ing)?(?: date)?",
        r"join (?:later|in|on|after|by)",
        r"(?:join|start)(?:ing)? (?:in|on) (?:january|february|march|april|may|june|july|august|september|october|"
        r"november|december)",
        r"time off before",
        r"start date",
    ),
    "level review": words(
        r"level (?:review|re-?evaluation|reassessment|adjustment)",
        r"re-?level\w*",
        r"review (?:of )?(?:my |the )?level",
        r"(?:early|earlier|written|six-? ?month|6-? ?month|first-? ?year|accelerated|twelve-? ?month) (?:level |"
        r"performance |salary |comp\w* |pay |promotion )?review",
        r"(?:review|reassess|revisit|reconsider|look at|re-?evaluate|bump|raise|up|upgrade|change) (?:my |"
        r"the )?(?:level|title)(?: again)?",
        r"(?:promotion|promo) (?:review|path|timeline|in)",
        r"(?:come in|brought in|hired|join|start) (?:as a|as|at) (?:senior|staff|principal|l\d|ic\d|e\d|level)",
        r"review (?:after|at|in|within) (?:six|6|twelve|12|three|3)",
        r"higher level",
        r"title (?:bump|upgrade|change)",
        r"(?:bump|move) (?:me )?(?:up )?(?:a|one|to the next) level",
    ),
}

TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "band",
        words(
            r"band",
            r"(?:pay|salary|comp\w*|base|full|posted|budgeted) (?:range|scale|bracket)",
            r"range",
            r"budget(?:ed)?",
            r"pay scale",
            r"bracket",
        ),
    ),
    ("vesting", words(r"vest\w*", r"cliff")),
    (
        "flexibility",
        words(
            r"flexib\w*",
            r"room",
            r"negotiable",
            r"wiggle",
            r"give",
            r"open to",
            r"which parts?",
            r"what parts?",
            r"leeway",
            r"movable",
            r"room to move",
            r"can (?:be )?move[ds]?",
            r"latitude",
            r"most room",
            r"constraints?",
            r"firm",
            r"fixed",
            r"set in stone",
            r"locked",
            r"easiest",
            r"play with",
            r"scope to",
            r"levers?",
            r"up for discussion",
            r"on the table",
        ),
    ),
    (
        "timeline",
        words(
            r"deadline",
            r"by when",
            r"when (?:do|would|must|should) (?:you|i)",
            r"how (?:long|much time|soon)",
            r"timeline",
            r"time ?frame",
            r"expir\w*",
            r"until when",
            r"when does",
            r"how quickly",
            r"how many days",
            r"when is .{0,30}due",
            r"decision by",
        ),
    ),
    ("level", words(r"level\w*", r"title", r"grade", r"seniority", r"ladder")),
    (
        "bonus",
        words(
            r"(?<!signing )(?<!sign-on )(?<!joining )bonus\w*",
            r"performance pay",
            r"variable (?:pay|comp\w*)",
            r"target payout",
        ),
    ),
    (
        "equity",
        words(
            r"strike(?: price)?",
            r"valuation",
            r"dilut\w+",
            r"409a",
            r"preferred",
            r"liquidity",
            r"(?:fully[- ]diluted|outstanding) shares?",
            r"equity",
            r"rsus?",
            r"options?",
            r"stock",
            r"refreshers?",
            r"exercise window",
            r"secondary",
            r"ipo",
        ),
    ),
    (
        "start date",
        words(
            r"start(?:ing)? date",
            r"when (?:would|could|do|can|should) i (?:start|join)",
            r"start (?:later|earlier)",
            r"joining date",
        ),
    ),
    ("relocation", words(r"relocat\w+", r"relo", r"moving (?:costs?|expenses?|allowance|support|help)", r"visa\w*")),
    (
        "benefits",
        words(
            r"benefits?",
            r"401 ?\(?k\)?",
            r"health\w*",
            r"insurance",
            r"pto",
            r"vacation\w*",
            r"holidays?",
            r"remote",
            r"hybrid",
            r"pension",
            r"parental",
            r"perks?",
            r"work from home",
            r"wfh",
            r"days off",
            r"paid leave",
            r"dental",
            r"learning budget",
            r"office",
        ),
    ),
    (
        "process",
        words(
            r"next steps?",
            r"approv\w*",
            r"who (?:decides?|signs? off|makes the (?:call|decision))",
            r"comp(?:ensation)? (?:committee|team)",
            r"how (?:does|do) (?:the|this|your) process",
            r"process",
            r"how (?:was|were|did) .{0,40}(?:calculated|determined|decided|set|arrive|come up|reach\w*|computed|"
            r"made up|land(?:ed)? on|get to (?:that|this))",
            r"how is .{0,30}(?:calculated|determined|decided|set)",
            r"formula",
        ),
    ),
)
ASKING = re.compile(
    r"\?|^(?:so |and |ok(?:ay)?,? |hi,? |thanks,? |well,? )?(?:what|how|when|who|which|why|where|is|are|do|does|"
    r"did|can|could|would|will|may|have|has|am i)\b|\b(?:tell me|walk me through|explain|help me understand|"
    r"wonder(?:ing)? (?:if|how|what|whether)|curious (?:about|how|what|if|whether)|like to (?:know|understand|"
    r"hear)|could you share|can you share|share (?:the|your|more)|let me know (?:what|how|when|which|if|whether)|"
    r"clarify|i have (?:a |some |\w+ )?questions?|question about)\b"
)

PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "refresher",
        words(
            r"(?:annual |yearly )?(?:equity |stock |rsu )?refresh(?:er|ers|es|ments?)?(?: (?:grants?|rsus?|equity|"
            r"stock))?",
            r"(?:annual|yearly) (?:top-?ups?|grants?|stock (?:grants?|awards?))",
            r"top-?up grants?",
        ),
    ),
    (
        "signing",
        words(
            r"sign(?:ing)?[- ]?on(?: bonus)?",
            r"signing(?: bonus\w*)?",
            r"sign-?in bonus",
            r"sign bonus",
            r"joining bonus",
            r"welcome bonus",
            r"starting bonus",
            r"golden hello",
            r"hiring bonus",
            r"up-?front (?:cash|bonus|payment)",
            r"one[- ]time (?:bonus|payment|cash)",
            r"make-?whole(?: (?:payment|bonus))?",
            r"signing",
        ),
    ),
    (
        "relocation",
        words(
            r"relocat\w+(?: (?:package|support|assistance|allowance|budget|money|help|bonus|costs?))?",
            r"relo(?: (?:package|support|budget))?",
            r"moving (?:costs?|expenses?|allowance|support|help|package|budget)",
        ),
    ),
    (
        "total",
        words(
            r"total(?: (?:comp\w*|package|cash|pay|annual comp\w*|target comp\w*|yearly comp\w*))?",
            r"tc",
            r"ote",
            r"all[- ]in",
            r"ctc",
            r"overall(?: (?:package|comp\w*))?",
            r"package",
            r"all told",
            r"total rewards",
            r"year-?(?:one|1) comp\w*",
            r"comp(?:ensation)?(?= of| at| to| in)",
            r"annual comp\w*",
            r"in total",
            r"altogether",
        ),
    ),
    (
        "equity",
        words(
            r"equity(?: (?:grants?|package|award|component))?",
            r"stocks?(?: (?:grants?|options?|awards?|package))?",
            r"rsus?(?: grants?)?",
            r"shares?",
            r"options?(?! [abc123]\b)(?! (?:one|two|three)\b)(?: grants?)?",
            r"grants?",
            r"esops?",
            r"phantom (?:stock|shares?)",
            r"profit[- ]sharing",
            r"restricted stock(?: units)?",
        ),
    ),
    (
        "base",
        words(
            r"base(?: (?:salary|pay|comp\w*|wage))?",
            r"salary",
            r"fixed(?: (?:pay|salary|comp\w*|component))?",
            r"basic(?: (?:pay|salary))?",
            r"annual (?:pay|salary|wage)",
            r"gross salary",
            r"wage",
            r"pay(?= (?:of|at|to|should|needs|is))",
            r"basesalary",
        ),
    ),
    (
        "bonus",
        words(
            r"(?:annual |yearly |performance |target |cash )*bonus(?:es)?(?: (?:target|percentage))?",
            r"variable(?: (?:pay|comp\w*))?",
        ),
    ),
)

COMPETING = words(
    r"(?:competing|other|another|rival|second|outside|external|alternative|better|higher|written|pending|"
    r"existing) (?:\w+ )?(?:\w+ )?offers?",
    r"offers? (?:in hand|from (?!you)\w+|on the table (?:from|at|elsewhere)|at (?!your)\w+|elsewhere|pending|"
    r"with (?!you)\w+)",
    r"(?:has|have|is|are|was|were|just|already|also|they|\w+'s) (?:\w+ )?offer(?:ed|ing)(?: me)?",
    r"(?:offered|offering|offers) me",
    r"(?:a )?counter-?offer from my",
    r"interviewing (?:with|at)",
    r"(?:i|we) (?:have|hold|got|am holding|have got|received|have received)(?: \w+){0,3} offers?",
    r"holding (?:an? )?(?:\w+ )?offers?",
    r"competing offers?",
    r"(?:i have )?(?:also )?(?:got )?offers",
    r"my (?:other|\w+) offer",
    r"bid from",
    r"package from (?!you)\w+",
    r"(?:would|will|can|could|is going to|are going to|willing to) (?:pay|match|give) me",
    r"(?:came|come|coming) in at",
    r"their offer",
    r"offer of .{3,25} from (?!you)\w+",
)
MARKET = words(
    r"market(?: (?:rate|data|value|range|median|price|pay))?",
    r"levels\.?fyi",
    r"levels",
    r"glassdoor",
    r"blind",
    r"payscale",
    r"radford",
    r"benchmark\w*",
    r"median",
    r"(?:\d+(?:st|nd|rd|th) )?percentile",
    r"comparable (?:roles?|positions?|companies|offers?|jobs?|pay)",
    r"going rate",
    r"industry (?:standard|average|data|norm)",
    r"peers?",
    r"(?:posted|published|advertised|public|guide's|guide|your) (?:pay |salary |base |own )?(?:range|band)",
    r"(?:the )?(?:band|range) (?:for|here|tops?|runs?|goes|is|in|at|of|says|ends|reaches|shows|up to|to)",
    r"tops? out",
    r"salary (?:survey|data|surveys|reports?|guides?)",
    r"compensation (?:survey|data|report)s?",
    r"according to",
    r"data (?:shows?|says?|points?|suggests?|i have)",
    r"(?:my |the )?research",
    r"typical(?:ly)?",
    r"on average",
    r"(?:other|similar|same) (?:companies|roles?|positions?|firms|startups|engineers)",
    r"(?:what )?(?:engineers|people|others) (?:at|with|in|like me) .{0,40}(?:make|earn|get|paid)",
    r"guides?",
    r"(?:people|engineers|others|folks|everyone|peers) .{0,40}(?:getting|making|earning|paid|offered)",
    r"top of (?:the |your )?(?:band|range)",
    r"upper (?:end|half|part|quartile)",
    r"surveys?",
)
IMPACT = words(
    r"(?:i|we|my team|my work|my (?:\w+ ){0,2}\w+|having|also|and|who|which|that|has) (?:have |has |had |also |just |"
    r"single-handedly |personally |recently |successfully |directly )*(?:saved|cut|reduced|grew|grown|led|"
    r"built|shipped|launched|scaled|delivered|drove|driven|generated|migrated|designed|owned|mentored|"
    r"published|maintain(?:ed)?|increased|improved|created|founded|won|rebuilt|rewrote|hired|managed|trained|"
    r"deployed|authored|architected|halved|doubled|tripled|brought|established|introduced|optimi[sz]ed|"
    r"automated|ran|run|patented|raised|lowered|boosted|made|lead|own|run|mentor|manage|architect)",
    r"(?:saved|cut|reduced|grew|led|built|shipped|launched|scaled|delivered|generated|migrated|increased|"
    r"improved|halved|doubled|mentored|designed|deployed|rebuilt|automated) (?:a|an|the|our|my|their|its|"
    r"costs?|latency|revenue|over|more|\$|€|£|\d|team|teams|infra\w*|throughput|churn|downtime|by|from|your)",
    r"(?:leading|building|shipping|scaling|saving|cutting|running|delivering|growing|mentoring) (?:a|an|the|"
    r"our|my|your|costs?|teams?)",
    r"track record",
    r"achiev\w+",
    r"accomplish\w+",
    r"impact",
    r"results?",
    r"contribut\w+",
    r"patents?",
    r"open[- ]source",
    r"expertise",
    r"i bring",
    r"what i bring",
    r"value (?:i|that i)",
    r"i (?:will|can|would) (?:bring|deliver|add|help)",
    r"skills?",
    r"specialist",
    r"domain knowledge",
)
DEED = words(
    r"saved|cut|reduced|grew|grown|led|built|shipped|launched|scaled|delivered|drove|generated|migrated|designed|"
    r"owned|mentored|published|maintain(?:ed)?|increased|improved|created|founded|rebuilt|rewrote|managed|trained|"
    r"deployed|authored|architected|halved|doubled|tripled|optimi[sz]ed|automated|ran|won|hired|leading|building|"
    r"shipping|scaling|saving|cutting|running|delivering|patented|boosted|lowered|mentoring|growing"
)
FORFEITED = words(
    r"unvested",
    r"forfeit\w*",
    r"leav(?:e|ing) (?:behind|on the table)",
    r"(?:leav(?:e|ing)|giv(?:e|ing) up|los(?:e|ing)|walk(?:ing)? away from|miss(?:ing)? out on|"
    r"sacrific\w+) (?:\w+ |\$|€|£|[\d.,k]+ ){0,6}(?:stock|equity|rsus?|options?|grants?|(?:year-?end|annual|"
    r"retention|pending|performance|accrued) bonus|my bonus|bonus|shares|vest\w*)",
    r"golden handcuffs",
    r"clawback",
    r"cliff (?:in|next)",
    r"about to vest",
    r"retention bonus",
    r"(?:vests?|vesting) (?:in|next) (?:\w+)",
)
LEVEL = words(
    r"years? of (?:\w+ )?(?:\w+ )?experience",
    r"\d+\+? (?:years|yrs|yoe)",
    r"yoe",
    r"operat\w+ at (?:a |the )?(?:senior|staff|principal|higher|next|l\d|e\d|ic\d|level)",
    r"(?:senior|staff|principal|lead)[- ]level",
    r"scope (?:of|is|i|at|you|goes|here|includes)",
    r"my (?:current )?level",
    r"equivalent (?:to|of)",
    r"seniority",
    r"my experience",
    r"experienced",
    r"responsibilit\w+",
    r"decade of",
)
COST = words(r"cost of living", r"expensive (?:city|area|place)", r"housing (?:costs?|market|prices?)", r"inflation")
NEED = words(
    r"rent",
    r"mortgage",
    r"kids?",
    r"children",
    r"family",
    r"student loans?",
    r"loans?",
    r"wedding",
    r"debts?",
    r"bills",
    r"day-?care",
    r"baby",
    r"tuition",
    r"lifestyle",
    r"afford",
)
INTERNAL = words(
    r"(?:my |your )?(?:colleagues?|team ?mates?|peers) (?:there|here|at|make|earn|get)",
    r"someone (?:on|in) your team",
    r"internal (?:equity|parity)",
    r"other (?:hires|people on the team)",
)

FLOOR = words(
    r"(?:my|the|our) (?:absolute |bare |real |true |actual |hard |rock[- ]bottom )*(?:floor|minimum|"
    r"bottom line|walk-?away(?: (?:point|number|figure|price))?|reservation (?:price|value|point)|"
    r"lowest(?: (?:number|figure|acceptable|i))?|limit|bottom|rock bottom|least|low end|cut-?off)",
    r"lowest (?:\w+ ){0,3}(?:i|that i|number i|figure i|amount i)",
    r"(?:least|minimum|lowest) (?:\w+ )?(?:i|that i) (?:would|could|can|will|am|need|want|accept|take|'d)",
    r"(?:not|cannot|never|will not|would not|could not) (?:\w+ )?(?:go|accept|take|drop|sink|dip|sign|work|"
    r"settle)(?: for)?(?: anything)? (?:below|under|less than|lower than|beneath|for less than)",
    r"(?:would|could|can|will) (?:still |even |also |actually |probably |technically |secretly |"
    r"honestly )*go (?:as low as|down to)",
    r"as low as",
    r"walk-?away (?:point|number|price|is)",
    r"i (?:only )?(?:really )?(?:just )?need at minimum",
    r"bare minimum",
    r"reservation (?:price|value)",
    r"between (?:us|you and me)",
)
TAKES = re.compile(
    r"\bi (?:would|could|can) (?:still |even |also |actually |probably |technically |secretly |"
    r"honestly )*(?:accept|take|settle for|be (?:ok|okay|fine|happy) with|do it for|work for)(?: as little as|"
    r" around| about| just| only)?\s+[$€£]?\s*$"
)
"""What comes right before a figure that would do: the floor let out."""
PAY = words(
    r"(?:i am|i was|i am being|being|am|was) (?:\w+ly )?(?:making|earning|paid|getting paid|on|getting|"
    r"compensated|taking home)",
    r"my (?:current|present|last|previous|existing|old|former|most recent) (?:\w+ )?(?:base|salary|"
    r"comp(?:ensation)?|pay|package|income|tc|total comp(?:ensation)?|total|ctc|wage|job pays|employer pays|"
    r"role pays|company pays)",
    r"i (?:currently |presently |now |only |do |already )*(?:make|earn|take home|get paid|get|draw)(?= |$)",
    r"i (?:made|earned|got paid)",
    r"current (?:base|salary|comp(?:ensation)?|pay|package|ctc|tc)(?: is| was|:)?",
    r"(?:my|current) (?:employer|company|job|role) pays(?: me)?",
    r"they (?:currently )?pay me",
    r"what i (?:currently |now )?(?:make|earn)",
    r"pays me",
    r"my salary (?:is|was)(?: currently| now| today)?",
    r"at my current (?:job|company|employer|role)",
)
QUOTED = words(
    r"you (?:\w+ )?(?:offered|said|mentioned|proposed|quoted|told me|stated|gave|suggested|came|have offered|"
    r"are offering|are at|wrote|named|started|opened)",
    r"your (?:\w+ )?(?:offer|figure|number|proposal|opening|quote|package|letter|base|salary|equity|grant|"
    r"rsus?|current offer)(?: (?:of|at|is|was|for|stands))?",
    r"(?:the|this|that|current|initial|opening|original|standing|present|existing|"
    r"first) (?:\w+ )?offer(?: (?:of|at|is|was|stands))?",
    r"(?:currently|now|presently) at",
    r"offer (?:stands|is|was|sits) (?:at|for)?",
    r"i (?:see|hear|heard|understand) (?:that )?(?:you|the|it|your)",
    r"the .{1,25} (?:you|offered|on the table|in your offer|in the offer|proposed)",
    r"as (?:offered|is|stated)",
    r"from (?:the|your)",
)
ASKED = words(
    r"(?:see|find) your way",
    r"had in mind",
    r"thrilled with",
    r"in the region of",
    r"i (?:would|will|am|was|do|did)? ?(?:\w+ )?(?:want|need|like|love|ask(?:ing)?|hop(?:e|ed|ing)|"
    r"look(?:ing)?|target(?:ing)?|aim(?:ing)?|expect(?:ing)?|prefer|propose|proposing|request(?:ing)?|"
    r"seek(?:ing)?|think(?:ing)?|counter(?:ing)?|suggest(?:ing)?|require|say|settle)",
    r"(?:can|could|would|will|might) (?:you|we|it|that|there|the \w+|i) (?:\w+ )?(?:do|get|make|go|come|move|"
    r"bring|raise|increase|bump|offer|reach|stretch|match|meet|consider|add|push|be|have|see|look|manage|find|"
    r"agree|work|give|put|set|start|include|throw|swing|take|accept|up|adjust|improve|land|hit)",
    r"how about",
    r"what about",
    r"make it",
    r"let us (?:say|do|make|call|go)",
    r"bring (?:it|the|me|that|us)",
    r"get (?:me|us|it|to|the|that|closer)",
    r"(?:should|needs? to|has to|must|ought to|would have to) (?:be|come|go|reach|move|get|sit)",
    r"in exchange",
    r"if (?:you|we|it|the|that|base|equity|there)",
    r"counter(?:ing)?(?:-?offer)?",
    r"my (?:ask|target|number|figure|counter|expectation|proposal|request|goal)",
    r"would (?:work|do|be (?:great|fair|ideal|right|good|better|perfect|ok|okay|fine|reasonable|acceptable|"
    r"enough))",
    r"raise",
    r"increase",
    r"bump",
    r"plus",
    r"to reflect",
    r"at least",
    r"minimum of",
    r"no less than",
    r"north of",
    r"once (?:you|we|the|base|it)",
    r"the (?:moment|minute) (?:you|we|the|base|it)",
    r"as soon as",
    r"provided",
    r"as long as",
    r"works?(?: for me)?",
    r"meet (?:me )?at",
    r"split the difference",
    r"for (?:me|us) to",
    r"would (?:make|get|bring|close|seal|take)",
    r"bridge",
    r"give me",
    r"then i",
    r"want",
)
GIVE = words(
    r"(?:i|we) (?:\w+ ){0,3}(?:drop|lower|reduce|give up|giving up|forgo|forego|waive|skip|trade|swap|shift|"
    r"sacrifice|do without|let go of|concede|cut|take less|accept less|accept a (?:lower|smaller)|"
    r"take a (?:lower|smaller)|go lower|come down|forfeit)",
    r"(?:happy|willing|ready|prepared|open|able|fine|ok|okay|glad) (?:to|with|for) (?:\w+ )?(?:drop|lower|"
    r"reduc|giv(?:e|ing) up|forgo|forego|waiv|skip|trad|swap|shift|sacrific|do without|concede|cut|tak(?:e|"
    r"ing) (?:less|a lower|a smaller)|a lower|a smaller|less|com(?:e|ing) down|go(?:ing)? lower|"
    r"accept(?:ing)? (?:less|a lower|a smaller))\w*",
    r"in exchange for (?:a )?(?:lower|less|smaller)",
    r"(?:trade|swap|exchange|shift|move) (?:some |part |half |all )?(?:of )?(?:the |my )?(?:signing|base|"
    r"equity|stock|rsus?|refreshers?|relocation|relo)",
    r"(?:less|lower|smaller|reduced|no) (?:\w+ )?(?:signing|sign-on|base|equity|stock|rsus?|refreshers?|"
    r"relocation|relo)(?: bonus| salary| grant)?(?= (?:in exchange|for|if|in return|to get|against))",
    r"keep (?:the|your) (?:relocation|signing|refresher|relo|equity)",
    r"you can (?:keep|drop|lower|cut|reduce|take away|skip)",
)
WAIVE = words(
    r"give up",
    r"giving up",
    r"forgo",
    r"forego",
    r"waiv\w*",
    r"skip\w*",
    r"do without",
    r"let go of",
    r"keep (?:the|your)",
    r"drop(?:ping)?",
    r"take away",
    r"no (?=signing|sign-on|relo|refresh)",
    r"sacrific\w+",
    r"lose",
)
MORE_BY = re.compile(
    r"(?:\b(?:another|an? (?:extra|additional|further)|extra|additional(?:ly)?|further|plus|add(?:ing)?|by|"
    r"of)\s+(?:another |about |around |roughly |an? (?:extra |additional )?)?)$"
)
BY = re.compile(
    r"\b(?:by|another|extra|additional|add(?:ing)?|further)\s+(?:another |about |around |roughly |an? |at least |"
    r"just |only |say |up to )*$"
)
THEN_MORE = re.compile(
    r"^\s*(?:more|extra|higher|on top|additional(?:ly)?|bump|increase|raise|uplift|further)\b(?! (?:than|of (?:the|"
    r"that)))|^\s*(?:\w+\s+){0,3}(?:more|on top|higher)\b(?! than)"
)
UNITS = re.compile(
    r"^[\s-]*(?:\+ ?)?(?:years?|yrs?|yoe|months?|weeks?|days?|hours?|minutes?|people|persons?|engineers?|reports?|"
    r"users?|customers?|offers?|rounds?|interviews?|times?|percent(?:ile)?|th|st|nd|rd|teams?|members?|services?|"
    r"requests?|rps|qps|ms|seconds?|shares?|options?|points?|things?|questions?|projects?|products?|companies|"
    r"parts?|of us|am|pm|x\b|%|patents?|papers?|stars?|clients?|countries|apps?|models?|gpus?|nodes?|clusters?|"
    r"servers?|devs?|developers?|direct|million users|kids?|children|startups?|packages?|choices?|steps?|cents?|"
    r"reasons?|thing\b|more (?:thing|question|point|time|day|week)s?|or (?:two|three)|final|last|small|quick|other|"
    r"option|sentence|hundred percent)\b|^[\s-]*(?:am|pm)\b|^\s*:\s*\d|^(?:st|nd|rd|th)\b|^[\w-]*-(?:year|month|"
    r"week|day|person|hour)"
)
