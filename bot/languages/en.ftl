# Questions to go on with: what is suggested is sent in English, and read by bot/reading/offered.yaml.
whatToAsk = What should I ask for?
whatToAskIn = What should I ask for in { $place }?
leversFit = Which levers fit me?
leverageThere = What leverage do I have there?
whichArguments = Which arguments have I got?
leversAt = Levers at { $company }
canDo = What can you do?
counterMail = Write the counter e-mail
writeMail = Write the e-mail for me
whichCompanies = Which companies do you know?
whatCovered = What do the guides cover?
whatHeld = What do the guides hold?
whatOn = What is there on { $company }?
companiesFrom = Companies from { $first }
rolesFrom = Roles at { $company } from { $first }
roleAt = { $role } at { $company }
tellMore = Tell me more
shorter = Make it shorter
sayShorter = Say that again, shorter
haveOffer = I have an offer
noOtherOffer = I have no other offer
offerGood = Is my offer good?
howMuchMore = How much more can I ask for?
whichOffer = Which of my offers is better?
offerHigher = What if the offer were higher?
howCounter = How do I counter?
whatToDo = What should I do?
higherLevel = How do I push for a higher level?
levelThere = I'm L5 at Google: what is that there?
levelsCompare = How do the levels compare?
whatPays = What does { $company } pay?
whatPaysRole = What does { $company } pay { $role }s?
whatItPays = What does it pay?
aboutEquity = What about the equity?
andIn = And in { $place }?
whichRegion = Which region pays most?
whoPaysMost = Who pays the most?
sideBySide = Compare the pay side by side
guideSays = What does the guide say about { $company }?
whereFrom = Where does that come from?
figuresFrom = Where are the figures from?
howOld = How old is it?
whatContradicts = What contradicts it?
termsMean = What do the terms mean?
knowOfMe = What do you know about me?
practiseCall = Practise the call
startPractice = Start the practice
debriefMe = Debrief me
tryAgain = Try again
harder = Harder
otherRecruiter = Another recruiter
drillMe = Drill me
tryAgainFrom = Try again from turn { $turn }
otherPersona = Other persona

# Lines to send in a practice; they are sent in English, which the recruiter speaks.
lineExcited = Thank you, I'm excited about this.
lineRoom = Which parts of the offer have room?
lineLevel = How was the level set?
lineWhatItTakes = What would it take to get there?
lineSignToday = If you can do that, I'll sign today.
lineSigning = Could we look at the signing bonus too?
lineUpstairs = Thanks for taking it upstairs.
lineWhatTheySaid = What did they say?
lineAccept = I accept the offer.
lineDecline = Thank you, but I can't accept that.
lineWriting = Could I have it in writing?

# Hints in a practice: what to do next, and a line to say, which is for a recruiter who speaks English.
coachSays = Coach:
hintLine = Say: "{ $line }"
hintOver = The practice has ended. Look at the debrief.
hintPending = They've gone to ask for approval, so wait for the answer. Thank them, and don't lower your ask meanwhile.
hintUnclear = They weren't sure what you meant: answer with the part, the figure, and per year or for the whole grant.
hintBelowFloor = This is final, and { $parts } lies below the floor you set. Keep it: thank them and decline.
hintFinal = This is final and won't move. Hold it against your floor and your best alternative. If it's above both, accept outright, sum it up and ask for it in writing.
hintAskFirst = Don't answer the figures yet. Thank them, and find out where there's room.
hintGuideAsks = The guide itself would ask { $amount } ({ $place }).
hintBaseHigh = The base is already at the guide's high end of { $amount } ({ $place }) or above it, so it is no argument: name what you bring, and widen the talk to the other parts.
hintNameFirst = Name the first figure yourself, high in the band and with its reason. The guide's range for base goes up to { $amount } ({ $place }).
hintTimeShort = Time is short.
hintTieYes = Tie your yes to a figure, if you'd really take it: that's worth more than another reason.
hintReason = Give your ask its reason: a new one moves them.
hintWiden = Widen it. Base is usually the tightest part, so more parts mean more room.
hintResult = Give one concrete result of yours, with its number, and then your ask again.
hintLever = The guide argues "{ $lever }".
hintNotTwice = The same reason twice doesn't move them.
hintTwoPackages = Offer two packages you'd be equally happy with, and let them choose.
hintOneStep = They have nothing new to go on: come down by one little step, tied to a yes.
hintLittleSteps = Come down by little steps only when they have moved, each tied to a yes.

# Remarks after a line of a practice: what it did, and a line that serves better or next.
remarkBetter = Better: "{ $line }"
remarkNext = Next: "{ $line }"
remarkUnheard = That line wasn't understood, and counted for nothing.
remarkNothing = That line changed nothing.
remarkDisclosed = You let out a figure that they'll hold the offer to.
remarkHarsh = That was harsh, and it costs patience.
remarkDoubted = They don't believe { $what }: it can't be checked, or doesn't fit.
remarkUltimatum = An ultimatum puts them under pressure, and they give it nothing.
remarkCounted = That counted: { $what }.
remarkStale = They had heard that reason before, and it earned nothing again.
remarkFar = That ask lies far above the band; no reason carries it.
remarkChoice = You gave them a choice, which shows what you'd trade.
remarkTied = You tied a yes to it, which moves them most.
remarkAsked = You asked for { $what }; no new reason was heard in it.
remarkQuestion = You asked, and gave nothing away.
remarkMore = You asked for more without a figure, which earns little.
remarkWarm = That was warm, which helps a little.
remarkNeither = That neither helped nor hurt.
reason-cost-of-living = the cost of living
reason-forfeited = what you leave behind
reason-competing = the other offer
reason-level = your level
reason-impact = your impact
reason-market = the market
reason-need = what you need
reason-internal = pay inside the company
more = more

# A practice: how it begins, and what the coach says beside the call.
practiceIntro = I'm the recruiter for **{ $role }** at **{ $company }** ({ $place }). Say "pause" for a hint, "remarks on" for a word of the coach's after each line, and "end the practice" to stop.
practiceNoFounder = No founder makes this call at a company whose shares are traded; it's the hiring manager.
practiceNoEquity = You told me of no equity in your offer, so none is in it here, though the guide has some.
practiceEquityStands = You haven't told me of their equity, so { $amount } stands in for it, from the guide's band.
practiceEnds = The practice ends here. Ask for the debrief when you like.
practiceBack = Back to the call. They last said: { $line }
remarksOn = I'll say a word after each of your lines. “Remarks off” ends that.
remarksOff = No more remarks then.

# Drills: what each is called, what to do in it, and the coach's word on a line.
drillBegins =
    Drill: { $drill }. { $aim }

    { $line }
drillUnheard =
    Coach: I didn't understand that line; say it again.

    { $line }
drillWord =
    Coach: { $word }

    { $line }
drillDone = That was the drill: { $met } of { $rounds } lines did what it is for.
drillRival = { $company }, { $base } base, in writing
drill-expectation = the expectation question
drillAim-expectation = Don't let out what you earn or the least you'd take. Name a figure near the top of the range with its reason, or ask for the range first.
drillHeld-expectation = You gave nothing away.
drillMissed-expectation = That gives away what holds you down. Turn it to what the role pays, or name a figure high in the band.
drill-silence = silence
drillAim-silence = Name your figure once. Then let the silence be theirs, and don't come down before they have moved.
drillHeld-silence = You held your figure.
drillMissed-silence = You moved before they did. Say your figure, then wait, or ask what they think.
drill-final = the final offer
drillAim-final = Don't push on base again and don't threaten. Ask for one thing outside base, take it, or decline kindly.
drillHeld-final = That keeps the door open, or closes it kindly.
drillMissed-final = They've said that base is done. Ask for something else once, or decide.
drill-package = the package
drillAim-package = Ask for several parts at once, or put two packages to choose from on the table.
drillHeld-package = That gives them something to trade with.
drillMissed-package = One part at a time leaves nothing to trade. Name two or three with their figures, or two packages.
drill-rival = another offer, honestly told
drillAim-rival = For this drill you hold one other offer: { $rival }. Name it with its own figure, without a threat, and say that you'd rather come here.
drillHeld-rival = That was true and friendly.
drillMissed-rival = Say what you really hold, with its figure, and no more than that; a threat costs what the offer brings.
drill-closing = the close
drillAim-closing = Say yes, sum up the figures, and ask for them in writing.
drillHeld-closing = Said, summed up or asked for in writing.
drillMissed-closing = A yes without the figures or the letter can be remembered differently. Sum it up and ask for it in writing.

# A debrief: what came of it.
debriefAgreed = You agreed on { $sum } over four years, { $more } above the opening.
debriefEnded-agreed = You agreed; the last offer came to { $sum } over four years.
debriefEnded-candidate = You walked away; the last offer came to { $sum } over four years.
debriefEnded-expired = The offer lapsed; the last offer came to { $sum } over four years.
debriefEnded-stopped = You ended the practice; the last offer came to { $sum } over four years.
debriefEnded-open = It is still open; the last offer came to { $sum } over four years.
debriefProcess = Process: { $score } of 100.
debriefNoProcess = There was too little to judge your process by.
debriefDrill = Drill, { $drill }: { $met } of { $rounds } lines did what it is for. { $aim }
debriefRoom = Room captured: { $percent } %; left on the table over four years: { $left }.
debriefBeside = Beside pay you got { $terms }, worth about { $worth } to most people.
debriefLeft = Left on the table beside pay: { $terms }.
debriefLeftTerm = { $term } (about { $brings } to you, costs them { $costs }; ask for “{ $line }”)
debriefCostsNothing = nothing, it suits both
debriefRehearsed = (Rehearsal figures.)
debriefChanges = **With one move changed**{ $changes }
debriefChange = { $change } For example: “{ $line }”
debriefNothing = Nobody spoke in this call, so there is nothing to debrief.
debriefUnheard = **Not understood, and counted for nothing**{ $lines }
quoted = “{ $line }”
debriefLaw = In { $place } an employer may not ask what you earn or earned ({ $law }).
lawNote = { $note }
noLegalAdvice = This is not legal advice.
changed = Had you { $change } at turn { $turn }: +{ $gain } over four years.
change-kept = kept your figure to yourself
change-top = asked near the top of the band with a reason
change-whole = asked for the package as a whole with a reason
change-two = offered two packages
change-tied = tied a yes to the package
assumedBonus = The bonus is counted at its target.
assumedNoBonus = No bonus is counted.
assumedOnce = Signing bonus and relocation fall in the first year.
assumedEquity = Equity is counted at the value offered, vesting evenly; a refresher each year from the second on.

# A debrief's points, and what was found of each.
criterion-preparation = Preparation
criterion-counter = Ambitious, justified counter
criterion-rationale = Reasons, true to the guide
criterion-questions = Questions asked
criterion-parts = More than one part
criterion-packages = Packages offered
criterion-concessions = Concession discipline
criterion-pressing = Something new each time
criterion-kept = Floor and pay kept private
criterion-leverage = Honest leverage
criterion-walk-away = Walk-away kept
criterion-deadline = Deadline handled
criterion-warmth = Warmth
criterion-close = Close
foundAt = { $found } (turn { $turn })
nothingSaid = Nothing was said that could be judged.
notHeard = Not heard, but { $lines ->
    [one] a line of yours wasn't
   *[other] { $lines } of your lines weren't
} understood, so this isn't judged.
preparedWhole = You set ask, accept-at and floor for { $parts } beforehand.
preparedSome = You set some figures beforehand, but not ask, accept-at and floor in that order.
preparedNothing = You set no ask, accept-at or floor before the call.
figureNotAsk = A figure was said, but not understood as one that you ask for, so this isn't judged.
firstUnsure = Which of your figures was the first that you asked for isn't sure, so this isn't judged.
noFigure = No figure of your own was heard.
noneOnBase = You asked for something, but not on base or equity.
firstReasoned = Your first figure was { $place }, with a reason.
firstBare = Your first figure was { $place }, without a reason.
figurePlaced = A figure of yours was { $place }; whether it was your first couldn't be told.
firstPlaced = Your first figure was { $place }; whether a reason came with it couldn't be told.
placeBeyond = beyond what the band can carry
placeBelow = below the band
placeLow = low in the band
placeMiddle = about the middle of the band
placeUpper = in the upper part of the band
placeAbove = above the band
noReasonNeeded = No ask was heard that needed a reason.
marketWrong = You cited a market figure that the guide doesn't bear out.
reasonPerhaps = No reason was understood, though your lines may have held one, so this isn't judged.
rivalUnknown = The only reason heard was another offer; whether it holds can't be known here.
rivalOnly = The only reason heard was another offer that isn't borne out.
noReason = No reason with a figure, a deed or a source was heard with your asks.
wordReasons = You named reasons by their word only, with no figure and no deed behind them.
reasonsAndClaim = You gave concrete reasons, and beside them a claim that doesn't hold, which costs them their weight.
reasonsGiven = Heard from you: { $count ->
    [one] 1 concrete reason
   *[other] { $count } concrete reasons
}, and none that the guide contradicts.
reasonsAtLeast = Heard from you: { $count ->
    [one] 1 concrete reason
   *[other] { $count } concrete reasons
}, and none that the guide contradicts. There may have been more, such as another offer, that could not be told for sure.
askedAbout = You asked about { $topics }.
questionUnsure = Whether a question was about the offer couldn't be told, so this isn't judged.
noQuestion = No question to the recruiter was heard.
noAsk = No ask for a figure was heard.
partsUnsure = Which parts your figures were for isn't sure, so this isn't judged.
partsNamed = You named figures for { $parts }.
partsAndTerms = You named figures for { $parts }, and asked for { $terms }.
partsAtLeast = Heard from you: figures for { $parts }. There may have been more that could not be told for sure.
choiceGiven = You put several packages to choose from on the table.
packageOne = You asked for a package; a second to choose from wasn't heard.
packagesUnsure = Which of your figures went together isn't sure, so this isn't judged.
partsTogether = You asked for parts together; no choice between packages was heard.
partsOneByOne = Your figures came one part at a time.
stepsUnsure = Whether you came down from an ask of yours isn't sure, so this isn't judged.
noStep = No step down from what you asked for was heard.
stepBack = You went up again after you had come down.
stepEarly = You lowered your ask before the recruiter had moved.
stepLarge = You came down by a large part of your ask in one step.
stepsShrank = Your steps down were small and didn't grow.
stepsGrew = Your steps down were small, but they grew.
pressingUnsure = Whether you asked again with nothing new couldn't be told, so this isn't judged.
noSecondAsk = No second ask was heard.
alwaysNew = No ask was heard again without something new.
pressed = You pressed { $times ->
    [one] once
   *[other] { $times } times
} with nothing new.
toldPay = You told the recruiter what you earn.
toldEither = You told the recruiter a figure of your own: what you earn, or the least you would take.
toldFloor = You told the recruiter your floor.
toldPerhaps = A line may have let out what you earn or would take; it couldn't be told which.
keptAsked = You were asked, and neither floor nor pay was heard from you.
notComeUp = It didn't come up.
keptUnasked = Neither your floor nor your pay was heard from you.
rivalUnsure = Whether you told of another offer, and of which, couldn't be told, so this isn't judged.
noRival = No other offer was heard.
rivalFalse = You claimed an offer that isn't among the facts of this scenario, or not with these figures.
rivalUntold = You spoke of another offer. None was told beforehand, so whether you hold it can't be known: name it in a call only where it is real, and have it in writing.
rivalTrue = You used an offer you really hold, with its own figures.
noFloor = You set no floor, so there was none to keep.
acceptedBelow = You accepted below your floor on { $parts }.
acceptedAbove = What you accepted is above your floor.
leftBelow = You left an offer that stayed below your floor.
leftAbove = You left although the offer was above your floor.
neitherYesNorNo = It ended without a yes or a no from you.
offerLapsed = The offer lapsed before you answered.
timePressed = You put the recruiter under pressure with an ultimatum.
timeOpen = You spoke about the time openly.
timeUnsure = Whether you spoke about the time couldn't be told, so this isn't judged.
noTime = No word on the time was heard.
harsh = You were harsh with the person who has to argue for you.
nothingHeard = Nothing was heard.
warm = You were warm.
warmUnsure = Whether a line was meant warmly couldn't be told, so this isn't judged.
notWarm = No word was heard that you'd like to join.
noAgreement = It ended without an agreement, so there is no close to judge.
closeUnsure = Whether your yes set a condition, summed up or asked for it in writing couldn't be told.
closedWith = With your yes or before it was heard: { $what }.
closedBare = With your yes, no condition, no recap and no wish for it in writing were heard.
closeCondition = a conditional commitment
closeRecap = a recap
closeWriting = a request for it in writing

# Parts of pay, terms and topics as a debrief's sentences name them.
named-base = base
named-equity = equity
named-signing = signing bonus
named-refresher = refresher
named-relocation = relocation
named-bonus = bonus
named-total = total
named-vesting = vesting
named-start-date = start date
named-level-review = level review
named-title = title
named-remote = remote work
named-time-off = time off
named-review-date = pay review after half a year
named-bonus-guarantee = bonus guarantee
named-clawback = clawback
named-notice-buy-out = notice buy-out
named-band = the band
named-level = the level
named-timeline = the timeline
named-flexibility = flexibility
named-benefits = benefits
named-process = the process
named-equity-value = equity
named-how-decided = how it is decided
named-review = the review
named-visa = visa
named-team = the team
named-how-it-is-paid = how it is paid
named-travel = travel
named-hours = hours
named-leaving = leaving
named-contract = the contract
named-the-whole = the whole offer
named-final = whether it's final
named-call = the call

# A debrief as tables, a page or a document.
debriefTitle = Debrief: { $role } at { $company }
debriefHow = How you negotiated
debriefCame = What it came to
columnPoint = point
columnStanding = how it went
columnFound = what happened
columnBetter = better
columnPart = part
columnOpening = opening
columnReached = reached
columnMost = most there was
columnSource = from the guide
columnYear = year
columnScore = score
fourYears = over four years
headProcess = Process
headOutcome = Outcome
headChanges = What would have changed it
headUnheard = Not understood, and counted for nothing
headTurns = Turn by turn
couldHaveSaid = You could have said:
better = Better:
you = You
recruiter = Recruiter
turn = Turn { $turn }
outOf = { $score } of 100
openingFour = Opening, over four years
agreed = Agreed
lastOffer = Last offer
bestPackage = The best package there was
leftOver = Left on the table
roomCaptured = Room captured
seed = seed { $seed }
restsOn = Rests on { $sources }.
standing-good = good
standing-partly = partly
standing-missed = missed
standing-not-observed = not observed
difficulty-warm-up = warm-up
difficulty-realistic = realistic
difficulty-hard = hard
persona-friendly = friendly
persona-by-the-book = by-the-book
persona-hiring-manager = hiring-manager
persona-founder = founder

# A person's practices over time.
progressNone = There is no finished practice yet: end one, and its scores stand here.
progressTitle = Your practices, oldest first
progressRose = Your process went from { $first } to { $last } of 100.
progressNothing = The last debriefs missed nothing.
progressNext = Work on this next: { $point }. { $line }
columnPractice = practice
columnJob = job
columnSetting = difficulty or drill
tooLittle = too little to judge

# One's own offers, taken along as a document or for a calendar.
sheetTitle = My offer
sheetOf = My offer: { $about }
sheetPrivate = Yours alone: it holds your floor and your plan.
sheetDue = They want an answer:
sheetDays = { $n ->
    [0] today
    [one] tomorrow
   *[other] { $n } days left
}
sheetPast = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
sheetAgainst = Against the band
sheetCame = What came of it
sheetGain = { $part }: { $first } to { $final } ({ $gained })
sheetAnswer = Answer { $company }
sheetAnswerOffer = Answer the offer
draft-counter = Your counter by e-mail
draft-call = Your counter on the phone
draft-more-time = Asking for more time

# The verdict of a ranking.
rankMost = { $n ->
    [one] **{ $who }** pays the highest { $part }: { $amount }, by the top of the range.
    [5] **{ $who } and others** pay the highest { $part }: { $amount }, by the top of the range.
   *[other] **{ $who }** pay the highest { $part }: { $amount }, by the top of the range.
}
rankLeast = { $n ->
    [one] **{ $who }** pays the lowest { $part }: { $amount }, by the top of the range.
    [5] **{ $who } and others** pay the lowest { $part }: { $amount }, by the top of the range.
   *[other] **{ $who }** pay the lowest { $part }: { $amount }, by the top of the range.
}
