"""Words of everyday English that a question is made of: what is left unexplained beside them may be a name."""

from ingest.lexicon.words import data

_ENGLISH: frozenset[str] = frozenset(
    """
    411 a able about above abroad absolutely abt accept acceptable accepted accepting according accurate
    accurately achieve acquire across act acting active actively actual actually add added adjust adjusted
    advance advantage advice advise afaik affect afford after afternoon again against ago ah ahead aight aim
    aiming aka alike all allow allowance allowed almost alone along already alright alrighty also alternative
    alternatively although always am amazing ambitious among amongst amount amounts an analyse analyze and
    announce announced annual annually annum another answer anticipate anticipated any anybody anyhow anyone
    anything anyway anywhere apart apparently appear appears applicable application apply applying appreciate
    appreciated approach appropriate approx approximate approximately april are area aren arent around arrange
    article as asap aside ask asked asking asks assess assist associated assume assuming at attend attractive
    august authority automatically available average avg await award awarded awarding awards aware away
    awesome aye back background bad bag bagging bags balance ball ballpark band bands bank banking banks bar
    barely bargain based basic basically basis batch bc be because become been before began begin beginning
    begun behalf behind being believe belong below benchmark beneath benefit benefits beside besides best bet
    better between beyond big bigger biggest bit bloody bonjour boost border both bother bottom bottoms bound
    bounds bout bracket brackets brb bread break breakdown brief briefly brilliant bring bringing brings bro
    broad broadly brother brought browse btw bucket buckets bucks budget builds built bullet bullets bump busy
    but buy by calculate calculated calculation call called calling came can candidate candidates cannot cant
    cap car care career careers careful carefully carry case cash catch caught ceil ceiling certain certainly
    challenge chance change changed charge chart chatting cheap cheaper cheapest cheap check checking cheers choose \
choosing chose
    chosen circa circumstances cite cities city claim claims classified clear clearing clearly clears climb
    close closer coach coder coders colleague colleagues collect collects combine combined come comes
    comfortable coming command commanding commands comment commit common commonly communicate companies
    company comparable compare compared compares comparing comparison compelling compensate compensated
    compensates competes competitive competitively complain complete completely complex concern concerned
    concerning concludes concrete conditions confident confirm confirmed confused connect connection
    consequently consider considered considering consist constant contact contain contains contemplating
    context continue contract contributor contributors convince cool corner correct correction correctly cos
    cost cough coughs could couldnt count counter countered countering counters counting countries country counts \
couple course cousin cover covered
    coz crazy create creating cud curiosity curious currencies currency current currently customary cut cuz da
    dad daily damn dang danke dare date dates daughter day days de deal dealing dear debating decade december
    decent decide decided deciding decision deep deets default define definite definitely deliver delivered
    demand demands depend depending depends der describe deserve deserves desire desired despite detail
    details determine determined dets develop did didnt differ difference differences different difficult
    digits direct directly dirham dirhams disclose disclosed discover discuss discussed discussing dish dishes
    distribution divided do doc documented documents does doesnt doing dole doled dollar dollars domestic done
    dont double doubt doubts dough down draw drawing draws dream drive driven drop dropping dublicate dude due
    dunno during duty dya each eager earliest early earn earned earner earners earning earnings earns easier
    easiest easily easy economic edge effect effective efficient effort eg either el elaborate eligible else
    email emails emerge employ employed employee employees employer enable encourage end ends engage enjoy
    enough enquire enquiring ensure enter entering entire entry equal equally equivalent especially
    essentially estimate estimated estimates et etc eur euro euros evaluate evaluating even evening event
    eventually ever every everybody everyday everyone everything everywhere evidence exact exactly examine
    example examples exceed excellent excited exciting exclude excluding exclusive exist existing exists
    expect expectation expectations expected expecting expects experience experienced explain explained
    explanation explore exploring express extend extended extends extent extra eye eyeing fab face fact factor
    facts fail fair fairly fall false family fancy fantastic far fascinating fast fat fault favorite february
    feedback feel feeling fetch fetches fetching few ffs figure figured figures figuring fill filter final
    finally financially find finding finds fine finish finished finna first fit fits five fix fixed flexible
    float floor focus folk folks follow following for forget fork forks formal formally former forth forward
    forwards found four fr frame francs freaking free frequent frequently fresh fresher frickin friday friend
    friends frm from front ft fte fuck fucking full fulltime fully fun function fund funny further future fwiw
    fyi gain gained gather gathering gauge gave gbp general generally generous generously genuine genuinely
    get gets gettin getting giant gig gimme gimmie girl gist giv give given gives givin giving glad glance
    global globally go goal goals goes going gonna good got gotcha gotta gotten govern grab gracias grade
    grades gradually grand granting grants grasp great greater greatly greetings gross grossing ground group
    grow growing grown guarantee guaranteed guess guessing guidance guide guideline guides gut guy guys habit
    had haha hahaha half halfway hand handed handle hands handsome handsomely hang happen happened happening
    happens happy hard harder hardly has hauling hav have havent having he headcount headquartered
    headquarters healthy hear heard heavily heck hefty hehe hell hello help helped helpful helping hence her
    here hereabouts hey hi hidden high higher highest hiking him himself hint hire hired hires hiring his
    historically history hit hiya hmm hola hold holding holds home honest honestly hope hoping hour hourly
    hours house housing hovering how howd howdy however hows hq huge hundred hundreds hunt hunting hurry
    husband hw hypothetically i ic icymi id idea ideal identical identify idk ie if ignore iirc ill im imagine
    imho immediate immediately imo impact implies imply important impressive improve in inch inclined include
    included includes including incoming increase increased increases increasing incredible indeed indicate
    indicated indicates individual info inform information initial initially inquire inquiring inr inside
    insight insights insist instance instead intend intending interest interested interesting interests
    international interview interviewed interviewing interviews into introduce invest investigate invite
    invited inviting is ish isnt issue it item items its itself ive january job jobhunt jobs join joined
    joiner joiners joining joins journey judge juicy july jump june just justify k keen keep keeping keeps
    kept kid kids kind kinda kindly kinds kk knew know knowing known knows krona kroner la lack lad ladder
    laddering ladders lakh lakhs land landing lands laptop large larger largest last lastly late lately later
    latest law lay le leads leaning leap learn learned least leave leaving left legit legitimate lemme length
    less let lets letter letting level levels lie lies life like likely likewise limited limits line link list
    listed lists little live lives living ll lmao loan local locally located location locations logic lol long
    longer look looked looking lookout looks looksee lookup loop loops lost lot lots lotta love lovely low
    lowdown lower lowest luck lucky lunch m made main mainly maintain major make makes making man manage
    managed many march marginally market married marvelous massive match matched mate matter matters max maxes
    maximum may maybe mch me mean meaning meaningful means meant measure median meet meeting member members
    memory mention mentioned mentioning merci message method metro metros middle midpoint might mil million
    millions min mind mine minimal minimum minus minute missing mistake mistaken mix modal moderate modest mom
    moment monday money month monthly months moolah more moreover morning mortgage most mostly motivated move
    moved moving mr much multiple mum must mutual my myself n nah name named namely naturally nature near
    nearly neat necessarily necessary need needed needs negotiable negotiate negotiating negotiation
    negotiations neighborhood neither nervous net nets netting never new newcomer newcomers newly news next
    ngl nice nicely night no nobody nominal none nope nor normal normally not note noted nothing noticed
    noting notion november now nowadays number numbers numero numerous nvm o objective observe obtain obvious
    obviously occasionally occur october odd of off offer offered offering offers office officially often oh
    ok okay okey old older oldest omg on onboard onboarded onboarding once one ones online only onsite onsites
    onto onwards oops open opening openings opens operate operating opinion opportunities opportunity oppose
    opposed optimistic option or order ordering ordinary organisation original originally other others
    otherwise ouch ought our ours out outcome outline outlook outright outside outta over overall overseas
    overview owe own pa package packages page paid pair panel paper parents parity part particular
    particularly partly partner parts party pass passing past patch path pattern pause pay payable payband
    paybands paycheck payday payin paying payout payouts payrange payroll pays payscale peak peek peer peers
    pending people per percent percentage percentile perfect perhaps period periods perm permanent permit
    person personally persons perspective phone photo phrase pick picked picture piece pin ping pitch pl place
    places plain plan planning plans plausible play plays pleasant please pleased pleasee pleasure plenty plis
    pls plss plug plus plz pocket pocketing pockets point points pondering pony popular portion position
    positioned positions possibility possible possibly post posted posting postings potential potentially
    pound pounds ppl practical practically practice practitioner practitioners pre precise precisely predict
    predicted prefer preferably preference preferred preparation prepare prepared preparing presence present
    presently pressure pretty prevail previous previously price primarily principle print prior probable
    probably problem problems proceed process produce professional professionals profile progress projected
    promise promised promising promote promoted prompt proof proper properly propose proposed prospect
    prospective prospects proud prove provide provided provides pt publicly published pull pulls pursue
    pursuing put puts quarter queries query question questions quick quickly quid quit quite quota quote
    quoted raise raised rake rakes raking ran random range ranges ranging rank ranked ranking rapid rapidly
    rare rarely rate rated rates rather rating ratio re reach reached reaching react read reading ready reais
    real realise realistic realistically reality realize really reason reasonable reasonably reasons recall
    receive received receives receiving recent recently recommend recommended records recruiter recruiters
    recruiting recruitment reduce refer reference refers reflect refresh refuse regard regarding regardless
    regards region regional regions regular regularly reject rejected relate related relates relation relative
    release relevant reliable reliably relies relocate relocating relocation rely remain remind rent repeat
    reply replying report reported reports req reqs request requested requesting require required requirement
    researching respect respective respectively respond response responsibility responsible rest result
    results retain retrieve return returns reveal review reviewed reviewing reviews reward rewarded rewarding
    rewards ride right rise rising risk rival rivals rn road rofl roger role roles roll rolls rough roughly
    round roundabout route routine row rows rule rules run rundown rung runs rupee rupees rupiah rush sad safe
    said sake salaried same satisfied saturday save savings say saying says scale scenario schedule scheme
    scholar scoop scope score scores scouting screen screening searched searches searching season seasoned
    seat seats second secondly section see seeing seek seeking seem seems seen self send sends sense sentence
    separate separately september series serious seriously serve set setting settle several shall share shared
    she sheet shekel shekels shell shelled shells shift shit short shortlist shortlisted shot should shout
    show shown shows shud sick side sight sign signed significant significantly silly similar similarly simple
    simply since single sir sister sit site sits sitting situated situation size skill skills skinny skip
    sleep slight slightly slip slot slots small smaller smallest smart smh smooth smth so sole solely solid
    some somebody somehow someone someones something sometimes somewhat somewhere son soon soonish sorry sort
    sorta sought sounds source sources space span spanning spans spare speak speaking specific specifically
    spend spit split spoke spoken spot spread stack stacked stacks staffers stage stand standard standing
    stands start started starters starting starts state stated states stating statistic statistics stats
    status stay steady steep step sterling sth sticking still stingy stipulate stipulated stop stories
    straight strange stranger stress stretch strict strictly strong strongly structure study studying stuff
    style subject submit subsequent substantial substantially succeed success successful such sudden suddenly
    sufficient suggest suggested suit suitable sum summarise summarize summary summer sunday super supply
    supported supports supposed supposedly sure surprise surprised surprising surround sweet switch switched
    switching ta table tackle tad take taken takes taking talent talents talk talking tall tally targeting
    task tbf tbh teach team teams tech techie techies technically tel tell telling tells temporary tempted
    tempting ten tend tentative term terms text texts than thank thankful thanking thanks thanx that thats the
    their theirs them themselves then theoretical theoretically there thereabouts therefore thereof theres
    these thesis they theyd theyre thing things think thinking third this thnx tho those though thought
    thoughts thousand thousands thread three threshold through throughout throw throws thru thursday thus thx
    tier tiers tight till time times tiny tip tips title titles tks tnx to today together told tomorrow
    tonight too took top topic topics tops torn toss totally touch tough toward towards town towns track
    traction transferred transferring transparency transparent treat treated tremendous trend trends tried
    trip trouble true truly trusted truth try trying tryna tuesday turn twice two ty type types typical
    typically typo u uh ultimately um unable uncle unclear und under underneath understand understanding
    understood unfortunately unknown unless unlike unlikely unsure until unto unusual up updated updates
    upfront upon upper upwards ur urgent us usage usd use used useful user uses using usual usually utterly
    vacancies vacancy vague valid valuable value valued varies variety various vary vast verify version versus
    very canadian australian liquid illiquid liquidity tradable tradeable public private unlisted ipo widest narrowest \
narrower broadest percentiles quartile vest vested vests via vice view viewing views virtually visit visiting voice vs \
w wage waged wages wait waited waiting
    walk wanna want wanted wanting wants was washing wasnt wassup watch watching way ways we weak wealth web
    website wed wednesday week weekend weekly weeks weigh weighing weird weirdly welcome well went were werent
    weve whaddya what whatcha whatever whatre whats when whenever whens where whereof wheres wherever whether
    which whichever while whilst who whoa whoever whole whom whos whose wht why whyd wide widely wider widow
    wife will willing win wise wisely wish wishes with within without witness won wonder wondered wonderful
    wondering wont word words work worked worker workers working workplace works world worldwide worried worry
    worse worst worth worthwhile would wouldnt wow wrap write writes writing written wrong wrote wrt wtf wth
    wud y ya yall ye yeah yeap year yearly yearone years yen yep yer yes yesterday yet yikes yinz yo you youd
    youll young your youre yours yourself yourselves youve yr yrs yuan yup
    """.split()
)
"""Lower case. Words that name companies (square, target) may be here too: a name in a name's place wins. Words that
specialise a job (growth, platform) are not, so that a job's name with one of them is never read without it."""

ORDINARY: frozenset[str] = _ENGLISH.union(*(str(words).split() for words in data("asking").values()))
"""And the words of such questions in other languages, without accents."""
