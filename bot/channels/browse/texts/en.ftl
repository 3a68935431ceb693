# What the pages say around what the guides say. de.ftl has the same messages with the same variables.
skip = Skip to the content
pages = Pages
homeOf = Parley, home
nav-chat = Chat
nav-offer = My offer
nav-companies = Companies
nav-compare = Compare
nav-rank = Rank
nav-playbook = Playbook
home = Home
inEnglish = This page is in English alone.
textEnglish = The text is in English.
language = Language
foot = Figures are the guides’ own, as they state them, each with the line it stands in. { $n ->
    [one] One guide
   *[other] { $n } guides
 }, read on
contentIn = { "" }
whereYouAre = Where you are
search = Search
more = More: { $what }
before = ← Before
next = Next →
spanOf = { $first }–{ $last } of { $of }
restsOn = Rests on
noDate = The guide gives no date
reviewDue = review due
reviewWasDue = review was due
quality = quality, by its own word: { $word }
quality-high = high
quality-medium = medium
quality-low = low
notStated = not stated
lineOf = { $label }: line { $line } of the guide
line = Line { $line } of the guide
derived = derived
payAsStated = Pay as the guide states it
payIn = Pay in { $currency }, as the guides state it
payInWords = Pay in words, as the guides state it
whose = Company, role and place
where = Level and place
allPlaces = all places
moreInTable = { $n ->
    [one] One more is in the table.
   *[other] { $n } more are in the table.
 }
toMend = To mend: { $how }.
perYear = per year
perMonth = per month
perWeek = per week
perDay = per day
perHour = per hour
once = once
wholeGrant = for the whole grant
periodUnsaid = period not said
overYears = { $n ->
    [one] over 1 year
   *[other] over { $n } years
 }
timesAYear = { $n } times a year
percent = percent
upTo = up to { $amount }
orMore = or more
companies = Companies
companiesNamed = Companies named { $q }
searchAny = A company, a role or a place
companyCount = { $n ->
    [one] One company
   *[other] { $n } companies
 }
roleCount = { $n ->
    [one] One role
   *[other] { $n } roles
 }
cardCount = { $n ->
    [one] One card
   *[other] { $n } cards
 }
forQ = { " " }for “{ $q }”
andMore = and { $n } more
paidIn = What is paid in { $place }, in order
moreOfThem = { $n } more
nothingNamed = The guides hold nothing named “{ $q }”.
didYouMean = Did you mean
askChat = Ask in the chat
allCompanies = All companies
thePlaybook = The playbook
inPlaces = , in { $places }
listed = { $items } and { $last }
listedMore = { $items } and { $n } more
askAbout = Ask about { $company }
compareOthers = Compare with others
places = Places: { $list }
levels = Levels: { $list }
leversShared = Levers for each of these roles: { $list }.
levers = Levers: { $list }
guideItself = The guide itself
compareTitle = Compare companies
compareOf = Compare { $list }
companyN = Company { $n }
company = Company
role = Role
place = Place
level = Level
compare = Compare
currenciesApart = Currencies stand apart; nothing is converted.
inWords = In words
rowsLeft = { $n ->
    [one] One more row is left out; name a role, a place or a level.
   *[other] { $n } more rows are left out; name a role, a place or a level.
 }
nameTwo = Name two companies or more, and a role, to see their pay side by side.
noPayFor = The guides of { $company } give no pay for { $what }.
anyRole = any role
theRole = the role “{ $name }”
thePlace = the place “{ $name }”
theLevel = the level “{ $name }”
both = { $first } and { $second }
notCovered = The guides don’t cover “{ $name }”.
didYouMeanNames = Did you mean { $names }?
orNames = { $first } or { $second }
noFigure = The guides state no such figure. Try fewer filters.
rankTitle = Who pays most?
rankOf = Rank: { $about }
rankPay = Rank pay
partOfPay = Part of pay
order = Order
highest = Highest first
lowest = Lowest first
rank = Rank
nameOne = Name a role, a company, a place or a level to see its figures in order.
ordered = Ordered by the top of each range, then by its bottom. Each currency and period stands apart; nothing is converted.
allIn = All { $n } in { $unit }
roleAt = { $role } at { $company }
at = at { $company }
askRole = Ask about this role
whatItPays = What it pays
noPay = The guide states no pay for this role.
leversTitle = Levers
doubtful = Doubtful in this guide
otherRoles = Other roles at { $company }
guide = Guide
theFile = The file
pay = Pay
otherRows = The other { $n } rows
samples = The offers in these words are the guide’s examples. Name only offers you hold.
guidesPlan = The guide’s plan
forAll = For all places and levels
plan-ask = Ask
plan-accept = Accept at
plan-floor = Walk away below
plan-signing = Signing
levelsElsewhere = Levels elsewhere
roughly = (roughly)
rests = What it rests on
ownLines = The guide’s own lines
frontMatter = The guide’s front matter: its company, role and dates, as above.
lineN = Line { $n }
moreLines = More lines
linesBefore = ← Lines before
linesAfter = Lines after →
playbook = Playbook
playbookQ = Playbook: { $q }
playbookLead = One card for each situation: what to do, words to say, and what that rests on. Also:
wordsOfField = Words of the field
payHistory = Where past pay may not be asked
situation = A situation
situationHint = deadline, counter, visa …
group-before = Before there is an offer
group-offer = The offer is here
group-ask = What to ask for
group-pushback = When they push back
group-say = How to say it
group-cash = Salary, bonus and signing money
group-equity = Shares and options
group-terms = Level, time and place
group-contract = Reading the contract
group-answer = Yes or no
group-job = In your present job
group-freelance = Contracting
group-starting = First jobs, moves and layoffs
group-other = Other situations
otherGroups = Other situations to look up
noGroup = The playbook has no such group.
aWord = A word
aWordHint = vesting, OTE, CTC …
noTerm = No word here holds “{ $q }”.
allTerms = All words
byCountry = By country
in-US = United States
in-CA = Canada
in-EU = European Union
noCard = No card holds “{ $q }”.
allCards = All cards
orAsk = or ask
do = Do
dont = Don’t
say = Say
brackets = Words in [brackets] are yours to fill in.
phone = On the phone
e-mail = By e-mail
chat = In a chat
if = If
nextSteps = Next
cardRests = What this rests on
ownCard = From Parley’s own playbook
operatorsCard = From the operator’s playbook
newestSource = , newest dated source { $date }
noLegal = No legal advice.
lawsLead = No legal advice: laws have exceptions and change. Each entry names the text to check.
since = , since { $year }
homeTitle = Negotiate your offer
homeAbout = What tech companies pay, whether an offer is good, and what to say: every figure from a guide, with its line.
homeHead = Know the figures. Find the words. Practise the call.
homeLead = Parley helps with a job offer in tech. Every figure comes from a guide, with the line it stands in.
doorPay = What does it pay?
doorGood = Is my offer good?
doorGoodText = Type its parts or drop the letter: see it beside the band, year by year.
doorGoodGo = Hold it against the band
doorCall = Practise the call
doorCallText = A recruiter answers as a real one would, by the guide’s bands. Then you read what worked.
doorCallGo = Start a practice
forExample = For example
exampleAsk = What does { $company } pay for { $role } in { $place }?
covers = What it covers
count-companies = { $n ->
    [one] company
   *[other] companies
 }
count-roles = { $n ->
    [one] role
   *[other] roles
 }
count-places = { $n ->
    [one] place
   *[other] places
 }
count-cards = { $n ->
    [one] card for situations
   *[other] cards for situations
 }
askHere = Ask
chatNeeds = The chat needs JavaScript. The pages don’t:
offerNeeds = This page needs JavaScript: what is yours is fetched by your browser alone. These pages don’t:
myOffer = My offer
offerLead = All you know of your offers, in one place. The chat and the practice go by it; it goes when you delete that chat.
lookingOffer = Looking for your offer …
chatAbout = { $about } · Parley: negotiate your offer
chatTitle = Parley: negotiate your offer
missing = There is no such page
noPage = There is nothing at this address. One of these may help:
noCompany = The guides hold no such company. Nearest to it:
noCompanyAtAll = The guides hold no such company. Search them all:
noRole = The guides hold no such role of this company. Nearest to it:
noFile = The guides hold no file of this name. Nearest to it:
fewerLines = The guide has fewer lines. It begins here:
noSuchCard = The playbook has no such card.
ask-deadline = They want an answer by tomorrow
ask-cover = Which companies do you cover?
