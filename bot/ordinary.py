"""Words of everyday English that a question is made of: what is left unexplained beside them may be a name."""

ORDINARY: frozenset[str] = frozenset(
    """
    411 a about above abroad absolutely abt accept acceptable accepted accepting according across actual
    actually add added advice advise after afternoon again against ago ah ahead aka all allow allowed almost
    alone along already alright also although always am amazing among amongst amount amounts an and annual
    annually annum another answer any anybody anyhow anyone anything anyway anywhere apart apparently
    applicable application apply applying approx approximate approximately april are area aren arent around
    article as asap ask asked asking asks assume assuming at attend august available average avg award awarded
    awarding awards aware away awesome back background bad bag bags balance ball ballpark band band's bands
    bank banks bar barely bargain based basic basically basis batch bc be because become been before began
    begin beginning behind being believe below beneath benefit benefits beside besides best bet better between
    beyond big bigger biggest bit bonus-wise both bottom bottoms bound bounds bracket brackets bread break
    breakdown briefly bring bringing brings bro brother brought btw bucks budget bullet bullets bump but buy
    by call called calling came can candidate candidates cannot cant cap car care career careers case cash
    catch caught ceil ceiling certain certainly chance change changed cheap check checking cheers choose
    choosing chose chosen circa cities city clear clearly clears close closer coder coders colleague
    colleague's collect collects come comes coming command commands common commonly comp-wise companies
    company compare compared compares comparing comparison compensate compensated compensates competes
    competitive competitively complete completely concrete confirm consider considered considering consist
    context contract contributor contributors correct correction cos cost cough coughs could couldnt count
    country country's counts couple course cousin cover covered coz curious currencies currency current
    currently cut cuz da dad day days de deal december decent decide decided deciding decision deep deets
    definitely depend depending depends der describe detail details dets did didnt differ difference
    differences different digits discuss discussing dish dishes do doc documented does doesnt doing dole
    dollar dollars domestic done dont doubt dough down draw draws drop dude due dunno during e.g each early
    earn earned earner earners earning earnings earns easily easy edge eg either el else employ employed
    employee employees employer end ends enough entire equity-wise especially essentially estimate estimated
    estimates et etc eur euro euros even evening ever every everybody everyone everything everywhere exact
    exactly example expect expectation expectations expected expecting expects experience experienced explain
    extra eye eyeing fair fairly fall family far fast fat february feel feeling fetch fetches few figure
    figured figures figuring fill final finally find finding fine first first-year fit five fix fixed floor
    focus folk folks follow following for forget fork forks former found four free fresh friday friend
    friend's friends from front ft fte full full-time fulltime fully fun further future fyi gather gathering
    gave gbp general generally generous generously get gets getting gig gimme girl give given gives giving
    glance global globally go goes going gonna good got gotta gotten grab grade grades grand granting grants
    grasp great greater gross group grow guess guide guide's guides guides' gut guy guys had half hand handle
    hands handsome handsomely hang happen happens happy hard hardly has have havent having he headcount
    headquartered headquarters hear heard hefty hello help helpful hence her here hereabouts hey hi high
    higher highest him himself hire hired hires hiring hiring-manager his hit hiya hmm hold holding holds home
    honest honestly hope hoping hour hourly hours house how how's howd however hows hq huge human hundred
    hundreds hunt hunting husband hypothetically i i.e ic id idea ideal ie if ignore ill im imagine imho
    immediately imo important in include included includes including incoming indeed individual info inform
    information inr inside instead intend intending interested interesting international interview interviewed
    interviewing interviews into is ish isnt it it's its itself ive january job jobhunt jobs join joined
    joiner joiners joining joins juicy july june just k keen keep keeping keeps kept kind kinda kindly kinds
    kk knew know knowing known knows la lack lad ladder laddering lakh lakhs land landing lands laptop large
    larger largest last lastly late lately later latest law lay le leaning learn least leave leaving left
    lemme less let let's lets letter level levels life like likely limits line link list listed lists little
    live living ll local locally located location locations lol long longer look looked looking looks looksee
    lookup loop loops lost lot lots love low low-down lowdown lower lowest luck lucky lunch m made main mainly
    major make makes making man many march market mate matter matters max maxes maximum may maybe me mean
    means meant median meet mention mentioned metro metros mid-point middle midpoint might mil million
    millions min mind mine minimum minus minute missing mistake modal mom moment monday money month monthly
    months moolah more morning most mostly move moved moving mr much must my myself n name named namely near
    nearly necessarily need needed needs negotiable negotiate negotiating negotiation negotiations neither net
    nets never new new-hire newcomer newcomers newly newly-hired news next nice night no nobody none nope nor
    normal normally not note noted nothing november now nowadays number numbers numero o obviously october odd
    of off offer offered offering offers office often oh ok okay okey old older on onboard onboarded
    onboarding once one one's ones online only onsite onsites onto oops open opening openings opinion opposed
    option or order ordinary other others otherwise ought our ours out outcome outside over overall overseas
    own pa package packages paid panel part particular particularly partner parts pass past pay pay-wise
    payband paybands paycheck paying payout payouts payrange payroll pays payscale peek people people's per
    percent percentage percentile perhaps period perm permanent person phone pick picked picture piece ping pl
    place places plan planning plans please plenty pls plus plz pocket pockets point points pony position
    positioned positions possible possibly post potential potentially pound pounds ppl practitioner
    practitioners pre precise precisely prefer present pretty previous previously price probably process
    professional professionals profile promise promised proper properly proposed provide provided provides pt
    published pull pulls put question question's questions quick quickly quite quote quoted rake rakes random
    range range-wise ranges rank ranked ranking rate rated rates rates' rather re reach read reading ready
    real realistic realistically really reason reasonable reasonably receive received receives receiving
    recent recently recruiter recruiters recruiting recruitment reference refresh regard regarding regards
    region regions regular regularly related relative relevant relocate relocating relocation rely remain
    remind repeat report reported reports req reqs require respect rest result results reward rewarded
    rewarding rewards right rival rivals rn role roles roles' rough roughly round roundabout row rows run
    run-down rundown rung rupee rupees said salaried salary-wise same same-ish saturday say saying says scale
    scoop scope score scores screening search searching seasoned seat seats second section see seeing seek
    seeking seem seems seen self send sense september serious seriously set setting settle several shall share
    shared she sheet shell shells short should show shown shows side sign signed significant significantly
    similar similarly simple simply since single sir sister sit site sits sitting situated situation size
    skinny skip slightly slip small smaller smallest smth so solid some somebody somehow someone someone's
    someones something sometimes somewhat somewhere soon sorry sort sounds source sources space span speak
    speaking specific specifically spend split spot spread stack stacked stacks staffers stand standard stands
    start started starters starting starts state stated states stay step sterling sth still stingy stop story
    straight structure stuff such suggest suggested summarise summarize summary summer sunday supposed sure
    sweet switch switching table tad take taken takes taking talent talents talk talking tally tbh team teams
    tech techie techies technically tell telling tells ten tend term terms than thank thanks that thats the
    their theirs them themselves then theoretically there there's thereabouts thereof theres these they theyd
    theyre thing things think thinking third this tho those though thought thousand thousands thread three
    through throw throws thru thursday thus thx tier till time times tip tips title titles to today together
    told tomorrow tonight too took top tops torn toss total's toward towards town towns tried true truly try
    trying tuesday turn two ty type types typical typically typo u uh um uncle und under understand unless
    unlike until unto up updated upon upper ur us usd use used useful user uses using usual usually vacancies
    vacancy various versus very via view vis-a-vis vs vs. w wage waged wages wait waiting walk wanna want
    wanted wanting wants was wasnt wassup way ways we wed wednesday week weekly weeks weigh weighing welcome
    well went were werent weve what what's whatcha whatever whatre whats when whenever whens where where's
    whereof wheres wherever whether which while who who's whoever whole whom whos whose why whyd wife will win
    wise wish with within without wonder wondered wondering wont word words work worked worker workers working
    works world worldwide worth would wouldnt wow write writes written wrong wrote wrt y ya yall ye yeah year
    year-one yearly yearone years yep yer yes yesterday yet yo you youd youll young your youre yours yourself
    youve yr yrs yup
    """.split()
)
"""Lower case. Words that name companies (square, target) may be here too: a name in a name's place wins."""
