# What answers are made of beside their prose: headings, cells, parts of pay. Each has its name in every language.
# A text that is composed as prose finds its own by its English; what has slots begins with the longest.

# Headings of tables and cards.
asStated = As the guides state it
byPart = By { $part }
yourPlan = Your plan
offersByYear = Your offers by year
offersByPart = Your offers by part and by year
yearByYear = Year by year
levers = Levers
inShort = In short
whatToSay = What to say
onThePhone = On the phone
yourEmail = Your e-mail
yourMessage = Your message
asMessage = As a message
ownCard = Parley’s playbook: { $title }
playbookCard = Playbook: { $title }
ownGlossary = Parley’s glossary
figures = Figures
besideLevels = Your offer beside each level
levelsAt = Levels at { $company }

# Columns.
columnCompany = Company
columnRole = Role
columnRegion = Region
columnLevel = Level
columnWho = Who
columnPay = Part
columnSaid = Point
columnBand = Guide's band
columnFor = For
columnYours = Yours, { $amount }
columnOffered = Offered
columnAsk = Ask
columnAccept = Accept at
columnFloor = Floor, yours alone
columnGuide = Guide
columnEquals = Equals
columnLever = Lever
columnDetail = Detail
columnYear = Year
columnAnswerBy = Answer by

# Rows and cells.
yearNumber = Year { $n }
yearsNumber = { $n } years
figure = { $amount }
notStated = not stated
notTold = not told
noneTold = none told
none = none
nothing = nothing
yoursToSet = yours to set
derivedFigure = { $amount } (derived)
orMore = { $amount } or more
points = { $n } points
countOptions = { $n } options
underBand = { $gap } under the band
aboveBand = above the band
atTop = at the top of the band
atBottom = at the bottom of the band
asGuide = as the guide states it
wayUp = { $n }% of the way up
guideNone = The guide says there is no { $part } (“{ $words }”).
guideUnread = The guide’s { $part } reads “{ $words }”, which I can’t take as a figure.
guideWords = The guide gives the { $part } in words only: “{ $words }”.
valueOfEquity = the value of the equity
yearsOfEquity = over how many years the equity vests
notConverted = In different currencies, which are not converted.
countsNothing = { $offer } counts nothing for { $parts }, which you haven't told.
offerNumber = Offer { $n }

# What a value by year takes for granted.
assumeWhole = the { $amount } of equity is the whole grant over { $n } years, as in the guide
assumeEven = the equity vests in equal yearly parts
assumeCurrency = the equity is in { $currency } and stays out of the sums
assumeTarget = the bonus pays out at target
assumeRefresher = the refresher is paid in full each year from year two
assumeHoliday = holiday pay of { $amount } counts with the base
assumeThirteenth = the 13th month’s salary of { $amount } counts with the base
assumeAllowance = an allowance in cash of { $amount } counts with the base
assumeMost = a bonus of up to { $amount } is not counted
assumeGuaranteed = the guaranteed bonus of { $amount } is the first year's
madeOf = what the total is made of
totalStays = the total stays as it is

# What an amount is paid for.
overYears = { $amount } over { $n } years
perYear = { $amount } per year
perMonth = { $amount } per month
perWeek = { $amount } per week
perDay = { $amount } per day
perHour = { $amount } per hour
paidOnce = { $amount } once
wholeGrant = { $amount } for the whole grant
upTo = up to { $amount }
riseOf = +{ $amount }
fallOf = −{ $amount }
besideIt = { $amount } ({ $share })

# Notes on a figure; names in them stay as they are.
note-derived = derived: { $how }
note-share = { $share } of { $whose }’s { $what }
note-sameHow = the same as { $what }: { $how }
note-same = the same as { $what }
note-also = also { $amount } ({ $what })
note-morePoints = +{ $n } points
note-lessPoints = −{ $n } points
note-beside = { $amount } per year beside it
note-twoCurrencies = its two ends are in different currencies

# Parts of pay.
part-base = Base
part-equity = Equity
part-bonus = Bonus
part-signing = Signing bonus
part-total = Total
part-inBaseSalary = base salary
part-inBase = base
part-baseYear = Base a year
part-inEquity = equity
part-wholeEquity = Equity, whole grant
part-equityFirst = Equity in year 1
part-inBonus = bonus
part-bonusYear = Bonus a year
part-inSigning = signing bonus
part-signingTwo = signing bonus over two years
part-signingOnly = Signing
part-refresher = Refresher
part-yearlyRefresher = yearly refresher
part-relocation = relocation
part-inTotal = total

# Kinds.
tag-options = options
tag-pre-IPO = pre-IPO
tag-study = study
tag-opinion = opinion
tag-law = law
tag-official = official
tag-banned = banned
tag-limited = limited

# What is true of who reads a card.
if-other-offer = other offer
if-no-other-offer = no other offer
if-no-offer = no offer
if-verbal = spoken offer
if-written = written offer
if-new-grad = new graduate
if-senior = senior
if-staff = staff and above
if-public = listed company
if-private = company that isn't listed
if-deadline = with a deadline
if-remote = remote
if-contractor = contractor
