"""The published work that the debrief's criteria rest on."""

from bot.practice.report import Study

RAIFFA = Study(
    authors="Raiffa, H.",
    year=1982,
    title="The Art and Science of Negotiation",
    where="Harvard University Press",
    says="Know your reservation value before you sit down, and keep it to yourself.",
)
GALINSKY = Study(
    authors="Galinsky, A. D. and Mussweiler, T.",
    year=2001,
    title="First offers as anchors: the role of perspective-taking and negotiator focus",
    where="Journal of Personality and Social Psychology 81(4)",
    says="An ambitious first figure pulls the outcome towards it.",
)
FISHER = Study(
    authors="Fisher, R. and Ury, W.",
    year=1981,
    title="Getting to Yes",
    where="Houghton Mifflin",
    says="Argue from criteria both sides can check, and know your best alternative.",
)
THOMPSON = Study(
    authors="Thompson, L.",
    year=1991,
    title="Information exchange in negotiation",
    where="Journal of Experimental Social Psychology 27(2)",
    says="Those who ask about the other side's priorities find better agreements.",
)
PRUITT = Study(
    authors="Pruitt, D. G.",
    year=1981,
    title="Negotiation Behavior",
    where="Academic Press",
    says="Trading parts that matter differently to both (logrolling) beats conceding on one, and "
    "concessions are for exchange.",
)
MESO = Study(
    authors="Leonardelli, G. J., Gu, J., McRuer, G., Medvec, V. H. and Galinsky, A. D.",
    year=2019,
    title="Multiple equivalent simultaneous offers (MESOs) reduce the negotiator dilemma",
    where="Organizational Behavior and Human Decision Processes 152",
    says="Several equivalent packages at once bring more and cost no goodwill.",
)
GENIUS = Study(
    authors="Malhotra, D. and Bazerman, M. H.",
    year=2007,
    title="Negotiation Genius",
    where="Bantam Books",
    says="A claim that turns out untrue costs more than it brings; tie a concession to a commitment.",
)
MOORE = Study(
    authors="Moore, D. A.",
    year=2004,
    title="The unexpected benefits of final deadlines in negotiation",
    where="Journal of Experimental Social Psychology 40(1)",
    says="A deadline binds both sides; knowing it and speaking of it helps rather than hurts.",
)
CURHAN = Study(
    authors="Curhan, J. R., Elfenbein, H. A. and Kilduff, G. J.",
    year=2009,
    title="Getting off on the right foot: subjective value versus economic value in predicting "
    "longitudinal job "
    "outcomes from job offer negotiations",
    where="Journal of Applied Psychology 94(2)",
    says="How a negotiation felt lasts into the job longer than what it paid.",
)
