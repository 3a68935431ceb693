"""Words of everyday English that a question is made of: what is left unexplained beside them may be a name."""

ORDINARY: frozenset[str] = frozenset(
    """
    a about above absolutely acceptable accept accepted accepting according across actual actually add added advice advise after afternoon
    again against ago ah ahead all allow allowed almost alone along already alright also although always am among amongst amount amounts an
    and annual annually another answer any anybody anyhow anyone anything anyway anywhere apart apparently applicable application apply
    applying approximate approximately april are area aren arent around article as ask asked asking asks assume assuming at attend august
    available average avg aware away back background bad balance ball ballpark band bands bar barely bargain basic basically basis be
    because become been before began begin beginning behind being believe below beneath benefit benefits beside besides best bet better
    between beyond big bigger biggest bit both bottom bound breakdown briefly bring bro brother brought budget bump but buy by call called
    calling came can candidate candidates cannot cant car care career careers case cash catch caught certain certainly chance change changed
    cheap check checking cheers choose chose chosen city clear clearly close closer colleague come comes coming common commonly company
    companies compare compared compares comparing comparison compensate compensated compensates competitive complete completely concrete
    confirm consider considered considering consist contract correct cost could couldnt country couple course cover covered curious current
    currently cut day days deal decent december decide decided decision deep definitely depend depending depends describe detail details did
    didnt differ difference differences different do doc does doesnt doing done dont doubt down dude due during each early earn earned
    earner earners earning earnings earns easily easy either else employ employed employee employees employer end ends enough entire
    especially essentially estimate estimated estimates et etc even evening ever every everybody everyone everything everywhere exact exactly
    example expect expectation expectations expected expecting expects experience experienced explain extra eye eyeing fair fairly fall
    family far fast february feel few figure figured figures figuring fill final finally find finding fine first fit five fix fixed
    focus folk folks follow following for forget former found four free friday friend friends from front full fulltime fully fun further
    future fyi gave general generally get gets getting girl give given gives giving go goes going gonna good got gotta gotten grab great
    greater gross group grow guess guide guides gut guy guys had half hand handle hang happen happens happy hard hardly has have havent
    having he hear heard hello help helpful hence her here hey hi high higher highest him himself hire hired hires hiring his hit hiya
    hmm hold holding holds home honest honestly hope hoping hour hourly hours house how however hows huge human i id idea ideal if ignore ill
    im imagine immediately important in include included includes including indeed inform info information inside instead intend intending
    interested interesting interview interviewed interviewing interviews into is isnt it its itself ive january job jobs join joined joiner
    joiners joining joins july june just keen keep keeping keeps kept kind kinda kindly knew know knowing known knows lack lad laptop large
    larger largest last lastly late lately later latest law lay leaning learn least leave leaving left less let lets letter life like likely
    line link list listed lists little live living ll local located location locations long longer look looked looking looks lost lot lots
    love low lower lowest luck lucky lunch made main mainly major make makes making man many march market mate matter matters max maximum may
    maybe me mean means meant median meet mention mentioned middle might min mind mine minimum minus minute missing moment monday money month
    monthly months more morning most mostly move moved moving mr much must my myself n name named namely near nearly necessarily need needed
    needs neither net never new newly news next nice night no nobody none nope nor normal normally not note noted nothing november now nowadays
    number numbers o obviously october odd of off offer offered offering offers office often oh ok okay old older on once one ones online only
    onto open opening opinion opposed option or order ordinary other others otherwise ought our ours out outcome outside over overall own
    package packages paid part particular particularly parts pass past pay payband paybands paycheck paying payout payouts payrange payroll
    pays payscale people per percent percentage perhaps period person phone pick picked picture piece pl place places plan planning plans
    please plenty pls plus plz point points position positioned positions possible possibly post potential potentially pre precise precisely
    prefer present pretty previous previously price probably process profile promise promised proper properly proposed provide provided
    provides pull put question questions quick quickly quite quote quoted random range ranges rank ranked ranking rate rated rates rather re
    reach read reading ready real realistic realistically really reason reasonable reasonably receive received receives receiving recent
    recently recruiter recruiting recruitment reference regard regarding region regions regular regularly related relative relevant
    relocate relocating relocation rely remain remind report reported reports require respect rest result results right rn role roles rough
    roughly round row rows run said same saturday say saying says scale scope second section see seeing seek seeking seem seems seen self
    send sense september serious seriously set setting settle several shall share shared she short should show shown shows side sign signed
    significant significantly similar similarly simple simply since single sir sit site sits sitting situation situated size skip slightly
    slip small smaller smallest so some somebody somehow someone something sometimes somewhat somewhere soon sorry sort sounds space speak
    speaking specific specifically spend split spot standard stands start started starters starting starts state stated states stay step
    still stop straight structure stuff such suggest suggested summarise summarize summary summer sunday supposed sure switch switching
    table tad take taken takes taking talk talking team teams technically tell telling tells ten tend term terms than thank thanks
    that thats the their theirs them themselves then there theres thereabouts these they theyd theyre thing things think thinking third
    this those though thought three through thru thursday thus tier till time times tip tips to today together told tomorrow tonight too took
    top toward towards tried true truly try trying tuesday turn two type types typical typically u uh um uncle under understand
    unless unlike until unto up upon upper ur us use used useful user uses using usual usually various versus very via view vs wait waiting
    walk wanna want wanted wanting wants was wasnt way ways we wed wednesday week weekly weeks weigh welcome well went were werent weve what
    whatever whats when whenever where wheres wherever whether which while who whoever whole whom whos whose why will win wise wish with
    within without wonder wondered wondering wont word words work worked worker workers working works world worth would wouldnt wow write
    writes wrong wrote yall ye yeah year yearly years yep yes yesterday yet yo you youd youll young your youre yours yourself youve yr yrs
    yup approx ish circa pa annum gig seat seats opening openings vacancy vacancies headcount req reqs title titles somebody someones
    salaried waged wage wages dough bucks bread moolah grand figures digits ends spread span bracket brackets floor ceiling ceil cap limits
    bounds edge tops maxes bottoms midpoint mid-point stand competes compares fetch fetches command commands pull pulls rake rakes bank banks
    pocket pockets bag bags clear clears net nets bring brings bringing draw draws collect collects score scores land lands landing
    hand hands dish dishes shell shells fork forks cough coughs throw throws toss grants granting award awards awarded awarding pony dole
    break kinds regards btw asap tho thx ty tbh imo imho lol kk okey gimme lemme dunno wassup whatcha hows howd whatre whens whyd
    drop bullet bullets sheet lookup looksee glance peek ping hit compared vis-a-vis roundabout sth smth ppl bc cuz coz cos abt w wrt re
    current exact precise latest updated stated written documented published listed quoted guide's guides' according source sources
    correction sorry meant instead actually oops wait nope switch change typo mistake again repeat remind refresh
    local locally global globally domestic international overseas abroad based hq headquarters headquartered
    full-time permanent perm fte ic individual contributor contributors experienced seasoned newcomer newcomers newly-hired new-hire hires
    someone's one's thats its it's what's who's how's where's there's let's
    cities town towns metro metros country's worldwide everywhere
    ft pt hypothetically theoretically generally speaking vs. versus against stacked stack stacks rivals rival
    rewarding reward rewards rewarded competitively generous generously stingy cheap fat juicy hefty sweet solid handsome handsomely
    somewhere thereof whereof hereabouts thinking considering deciding torn leaning weighing choosing between among
    negotiate negotiating negotiation negotiations negotiable discuss discussing talk screening onsite onsites loop loops panel
    recruiters hiring-manager friend's friend dad mom wife husband partner sister brother cousin colleague's
    first-year yearone year-one typical mean modal average median percentile range-wise wise
    salary-wise pay-wise comp-wise equity-wise bonus-wise
    relevant looking search searching hunt hunting jobhunt gather gathering grasp sense feel feeling rough rundown run-down scoop skinny lowdown
    low-down deets dets 411 deal story situation lay land picture numbers numero ranges
    level levels grade grades ladder laddering rung band's
    currency currencies dollars dollar usd gbp eur pounds pound euros euro sterling inr rupees rupee lakh lakhs
    k m mil million millions thousand thousands hundred hundreds
    cut counts count tally total's
    question's batch thread context same-ish
    professional professionals practitioner practitioners staffers people's talent talents
    good great ok decent amazing awesome
    roles' rates' tech techie techies coder coders
    e.g eg ie i.e aka
    hired newly incoming fresh onboard onboarding onboarded
    ya yer da de la le el der und y
    """.split()
)
"""Lower case. Words that name companies (square, target) may be here too: a name in a name's place wins."""
