# What the page of one's own offers says, beside the widget's texts. de.ftl has the same messages.
saved = Saved.
sourcesOf = Sources
sourceAt = Source { $n }: { $title }, line { $line }
listedSource = , line { $line }{ $date ->
    [none] { "" }
   *[other] , { $date }
 }
againstBand = Against the band
sideBySide = Side by side
holdAnother = Hold another offer? Put it beside this one. Only offers that you really have: they are what you may name in a call.
yourPlan = Your plan
drafts = Drafts
whatCame = What came of it
deadline = Deadline
noDeadline = No deadline is set.
setDeadline = Set it with Edit, and the days are counted here.
theyWant = They want an answer: { $said }.
setDay = Set the day with Edit, and the days are counted here.
daysPast = { $n ->
    [one] one day past
   *[other] { $n } days past
 }
today = Today
tomorrow = Tomorrow
daysLeft = { $n ->
    [one] one day left
   *[other] { $n } days left
 }
wantBy = They want an answer by { $day }.
toCalendar = Add to a calendar
askAbout = Ask about it
toPaper = Print or save as PDF
toMarkdown = Save as markdown
theOffer = The offer
editIt = Edit
aYear = { $amount } a year
overYears = { $amount } { $n ->
    [one] over one year
   *[other] over { $n } years
 }
ofBase = { $share } of base
addWhose = Add the company, role and place to see it beside the band.
fillIn = The offer letter as text or PDF, or what you know. Nothing is kept before you save it.
editOffer = Edit the offer
enterOffer = Enter your offer
saveIt = Save
offerN = Offer { $n }
removeOffer = Remove the offer of { $company }
anotherCompany = another company
removeIt = Remove
addThis = Add this offer
addAnother = Add another offer
ask = Ask
acceptAt = Accept at
floor = Floor
equityGrant = Equity, whole grant
bonusShare = Bonus, % of base
staysYours = Accept-at and floor stay yours: they go into no draft and to no recruiter. What you leave empty is planned from the guide.
savePlan = Save the plan
setFigures = Set your own figures
first = First
final = Final
gained = Gained
accepted = I accepted
declined = I declined
withdrawn = They withdrew it
howEnded = How did it end?
firstOffer = First offer
whatYouGot = What you got
operatorSees = The operator sees counts and medians over at least twenty people, never yours alone.
takeBack = Take it back
whatGained = What you gained
changeOutcome = Change what came of it
tellOutcome = Tell what came of it, once it is over
readLetter = Read from your letter. Check it before you save it.
