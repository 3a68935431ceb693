# Fragen zum Weitermachen; gesendet wird die englische, die bot/reading/offered.yaml versteht.
whatToAsk = Was soll ich fordern?
whatToAskIn = Was soll ich in { $place } fordern?
leversFit = Welche Hebel passen zu mir?
leverageThere = Welche Hebel habe ich dort?
whichArguments = Welche Argumente habe ich?
leversAt = Hebel bei { $company }
canDo = Was können Sie?
counterMail = Gegenangebot als E-Mail schreiben
writeMail = Die E-Mail für mich schreiben
whichCompanies = Welche Firmen sind dabei?
whatCovered = Was steht in den Leitfäden?
whatHeld = Was steht in den Leitfäden?
whatOn = Was gibt es zu { $company }?
companiesFrom = Firmen ab { $first }
rolesFrom = Rollen bei { $company } ab { $first }
roleAt = { $role } bei { $company }
tellMore = Mehr dazu
shorter = Kürzer
sayShorter = Noch einmal, kürzer
haveOffer = Ich habe ein Angebot
noOtherOffer = Ich habe kein anderes Angebot
offerGood = Ist mein Angebot gut?
howMuchMore = Wie viel mehr kann ich fordern?
whichOffer = Welches meiner Angebote ist besser?
offerHigher = Und wenn das Angebot höher wäre?
howCounter = Wie mache ich ein Gegenangebot?
whatToDo = Was soll ich tun?
higherLevel = Wie komme ich auf eine höhere Stufe?
levelThere = Ich bin L5 bei Google: was ist das dort?
levelsCompare = Wie passen die Stufen zueinander?
whatPays = Was zahlt { $company }?
whatPaysRole = Was verdient man bei { $company } als { $role }?
whatItPays = Was wird gezahlt?
aboutEquity = Und die Aktien?
andIn = Und in { $place }?
whichRegion = Welcher Ort zahlt am meisten?
whoPaysMost = Wer zahlt am meisten?
sideBySide = Vergütung nebeneinander
guideSays = Was sagt der Leitfaden über { $company }?
whereFrom = Woher kommt das?
figuresFrom = Woher sind die Zahlen?
howOld = Wie alt ist das?
whatContradicts = Was widerspricht dem?
termsMean = Was bedeuten die Begriffe?
knowOfMe = Was wissen Sie über mich?
practiseCall = Das Gespräch üben
startPractice = Übung beginnen
debriefMe = Auswertung
tryAgain = Noch einmal
harder = Schwerer
otherRecruiter = Anderes Gegenüber
drillMe = Kurzübung
tryAgainFrom = Noch einmal ab Runde { $turn }
otherPersona = Anderes Gegenüber

# Sätze zum Senden in einer Übung; gesendet wird der englische, denn das Gegenüber spricht Englisch.
lineExcited = Danke, ich freue mich sehr darüber.
lineRoom = Bei welchen Teilen ist Spielraum?
lineLevel = Wie wurde die Stufe festgelegt?
lineWhatItTakes = Was bräuchte es, um dahin zu kommen?
lineSignToday = Wenn das geht, unterschreibe ich heute.
lineSigning = Können wir auch über den Antrittsbonus sprechen?
lineUpstairs = Danke, dass Sie es nach oben geben.
lineWhatTheySaid = Was haben die gesagt?
lineAccept = Ich nehme das Angebot an.
lineDecline = Danke, aber das kann ich nicht annehmen.
lineWriting = Kann ich das schriftlich bekommen?

# Tipps in einer Übung: was als Nächstes zu tun ist, und ein Satz auf Englisch dazu.
coachSays = Coach:
hintLine = Sagen Sie: "{ $line }"
hintOver = Die Übung ist zu Ende. Sehen Sie sich die Auswertung an.
hintPending = Das Gegenüber holt eine Genehmigung ein; warten Sie die Antwort ab. Bedanken Sie sich, und gehen Sie in der Zwischenzeit nicht herunter.
hintUnclear = Es war unklar, was Sie meinten: Nennen Sie den Teil, die Zahl und ob sie pro Jahr oder für die gesamte Zuteilung gilt.
hintBelowFloor = Das ist das letzte Wort, und { $parts } liegt unter Ihrer Untergrenze. Bleiben Sie dabei: Bedanken Sie sich und sagen Sie ab.
hintFinal = Das ist das letzte Wort und bewegt sich nicht mehr. Halten Sie es gegen Ihre Untergrenze und Ihre beste Alternative. Liegt es über beidem, sagen Sie klar zu, fassen Sie es zusammen und bitten Sie darum, es schriftlich zu bekommen.
hintAskFirst = Gehen Sie noch nicht auf die Zahlen ein. Bedanken Sie sich, und finden Sie heraus, wo Spielraum ist.
hintGuideAsks = Der Leitfaden selbst würde { $amount } fordern ({ $place }).
hintBaseHigh = Das Grundgehalt liegt schon am oberen Ende des Leitfadens ({ $amount }, { $place }) oder darüber, das ist also kein Argument: Nennen Sie, was Sie mitbringen, und sprechen Sie auch über die anderen Teile.
hintNameFirst = Nennen Sie selbst die erste Zahl, hoch im Band und mit ihrem Grund. Das Band des Leitfadens für das Grundgehalt reicht bis { $amount } ({ $place }).
hintTimeShort = Die Zeit ist knapp.
hintTieYes = Binden Sie Ihr Ja an eine Zahl, wenn Sie sie wirklich annähmen: Das ist mehr wert als noch ein Grund.
hintReason = Begründen Sie Ihre Forderung: Ein neuer Grund bewegt das Gegenüber.
hintWiden = Fordern Sie breiter. Das Grundgehalt ist meist der engste Teil; mehr Teile heißt mehr Spielraum.
hintResult = Nennen Sie ein konkretes Ergebnis von Ihnen, mit seiner Zahl, und dann noch einmal Ihre Forderung.
hintLever = Der Leitfaden argumentiert mit „{ $lever }“.
hintNotTwice = Derselbe Grund ein zweites Mal bewegt nichts.
hintTwoPackages = Bieten Sie zwei Pakete an, mit denen Sie gleich zufrieden wären, und lassen Sie wählen.
hintOneStep = Das Gegenüber hat nichts Neues in der Hand: Kommen Sie einen kleinen Schritt herunter, gebunden an ein Ja.
hintLittleSteps = Kommen Sie nur in kleinen Schritten herunter und erst, wenn sich das Gegenüber bewegt hat, jeden gebunden an ein Ja.

# Bemerkungen nach einem Satz einer Übung: was er bewirkte, und ein besserer oder der nächste Satz.
remarkBetter = Besser: "{ $line }"
remarkNext = Als Nächstes: "{ $line }"
remarkUnheard = Dieser Satz wurde nicht verstanden und zählte nicht.
remarkNothing = Dieser Satz hat nichts geändert.
remarkDisclosed = Sie haben eine Zahl verraten, an der das Angebot nun gemessen wird.
remarkHarsh = Das war schroff und kostet Geduld.
remarkDoubted = Man glaubt Ihnen das nicht ({ $what }): Es lässt sich nicht prüfen oder passt nicht.
remarkUltimatum = Ein Ultimatum setzt unter Druck, und es bringt nichts.
remarkCounted = Das zählte: { $what }.
remarkStale = Diesen Grund gab es schon, und ein zweites Mal brachte er nichts.
remarkFar = Diese Forderung liegt weit über dem Band; kein Grund trägt sie.
remarkChoice = Sie haben eine Wahl gelassen; das zeigt, was Sie tauschen würden.
remarkTied = Sie haben ein Ja daran gebunden; das bewegt am meisten.
remarkAsked = Sie haben { $what } gefordert; ein neuer Grund war nicht zu hören.
remarkQuestion = Sie haben gefragt und nichts verraten.
remarkMore = Sie haben mehr gefordert, ohne eine Zahl; das bringt wenig.
remarkWarm = Das war freundlich und hilft ein wenig.
remarkNeither = Das hat weder geholfen noch geschadet.
reason-cost-of-living = die Lebenshaltungskosten
reason-forfeited = was Sie zurücklassen
reason-competing = das andere Angebot
reason-level = Ihre Stufe
reason-impact = Ihre Wirkung
reason-market = der Markt
reason-need = Ihr Bedarf
reason-internal = das Gefüge im Haus
more = mehr

# Eine Übung: wie sie beginnt, und was der Coach neben dem Gespräch sagt.
practiceIntro = Geübt wird das Gespräch über **{ $role }** bei **{ $company }** ({ $place }). Das Gegenüber spricht Englisch, antworten Sie auf Englisch. Schreiben Sie „pause“ für einen Tipp, „remarks on“ für ein Wort des Coachs nach jedem Satz und „end the practice“ zum Beenden.
practiceNoFounder = Bei einer börsennotierten Firma führt kein Gründer dieses Gespräch; es ist der Hiring-Manager.
practiceNoEquity = In Ihrem Angebot haben Sie keine Aktien genannt, also sind hier keine dabei, obwohl der Leitfaden welche nennt.
practiceEquityStands = Die Aktien des Angebots kenne ich nicht, also stehen dafür { $amount }, aus dem Band des Leitfadens.
practiceEnds = Die Übung endet hier. Fragen Sie nach der Auswertung, wann Sie möchten.
practiceBack = Zurück zum Gespräch. Zuletzt hieß es: { $line }
remarksOn = Ich sage nach jedem Ihrer Sätze ein Wort dazu. „Remarks off“ beendet das.
remarksOff = Dann keine Bemerkungen mehr.

# Kurzübungen: wie jede heißt, was darin zu tun ist, und das Wort des Coachs zu einem Satz.
drillBegins =
    Kurzübung: { $drill }. { $aim }

    { $line }
drillUnheard =
    Coach: Diesen Satz habe ich nicht verstanden; sagen Sie ihn noch einmal.

    { $line }
drillWord =
    Coach: { $word }

    { $line }
drillDone = Das war die Kurzübung: { $met } von { $rounds } Sätzen taten, worum es geht.
drillRival = { $company }, { $base } Grundgehalt, schriftlich
drill-expectation = die Frage nach der Erwartung
drillAim-expectation = Verraten Sie nicht, was Sie verdienen oder mindestens nähmen. Nennen Sie eine Zahl nahe dem oberen Ende mit ihrem Grund, oder fragen Sie zuerst nach dem Band.
drillHeld-expectation = Sie haben nichts verraten.
drillMissed-expectation = Damit verraten Sie, was Sie unten hält. Lenken Sie darauf, was die Stelle zahlt, oder nennen Sie eine Zahl hoch im Band.
drill-silence = Stille
drillAim-silence = Nennen Sie Ihre Zahl einmal. Überlassen Sie dem Gegenüber dann die Stille, und kommen Sie nicht herunter, bevor es sich bewegt hat.
drillHeld-silence = Sie sind bei Ihrer Zahl geblieben.
drillMissed-silence = Sie haben sich zuerst bewegt. Nennen Sie Ihre Zahl und warten Sie, oder fragen Sie, was man davon hält.
drill-final = das letzte Angebot
drillAim-final = Drängen Sie nicht weiter beim Grundgehalt, und drohen Sie nicht. Bitten Sie um eine Sache neben dem Grundgehalt, sagen Sie zu, oder sagen Sie freundlich ab.
drillHeld-final = Das hält die Tür offen oder schließt sie freundlich.
drillMissed-final = Das Grundgehalt ist ausgereizt, hieß es. Bitten Sie einmal um etwas anderes, oder entscheiden Sie sich.
drill-package = das Paket
drillAim-package = Fordern Sie mehrere Teile zugleich, oder legen Sie zwei Pakete zur Wahl auf den Tisch.
drillHeld-package = Damit hat das Gegenüber etwas zum Tauschen.
drillMissed-package = Ein Teil nach dem anderen lässt nichts zum Tauschen. Nennen Sie zwei oder drei mit ihren Zahlen, oder zwei Pakete.
drill-rival = ein anderes Angebot, ehrlich genannt
drillAim-rival = Für diese Übung haben Sie ein anderes Angebot: { $rival }. Nennen Sie es mit seiner eigenen Zahl, ohne Drohung, und sagen Sie, dass Sie lieber hierher kämen.
drillHeld-rival = Das war wahr und freundlich.
drillMissed-rival = Sagen Sie, was Sie wirklich haben, mit der Zahl, und nicht mehr; eine Drohung kostet, was das Angebot bringt.
drill-closing = der Abschluss
drillAim-closing = Sagen Sie zu, fassen Sie die Zahlen zusammen, und bitten Sie darum, sie schriftlich zu bekommen.
drillHeld-closing = Zugesagt, zusammengefasst oder schriftlich erbeten.
drillMissed-closing = Ein Ja ohne Zahlen oder Schreiben kann man verschieden erinnern. Fassen Sie es zusammen, und bitten Sie darum, es schriftlich zu bekommen.

# Eine Auswertung: was dabei herauskam.
debriefAgreed = Vereinbart sind { $sum } über vier Jahre, { $more } über dem ersten Angebot.
debriefEnded-agreed = Sie haben zugesagt; das letzte Angebot ergab { $sum } über vier Jahre.
debriefEnded-candidate = Sie sind gegangen; das letzte Angebot ergab { $sum } über vier Jahre.
debriefEnded-expired = Das Angebot ist verfallen; das letzte ergab { $sum } über vier Jahre.
debriefEnded-stopped = Sie haben die Übung beendet; das letzte Angebot ergab { $sum } über vier Jahre.
debriefEnded-open = Es ist noch offen; das letzte Angebot ergab { $sum } über vier Jahre.
debriefProcess = Verhandlungsführung: { $score } von 100.
debriefNoProcess = Es war zu wenig, um Ihre Verhandlungsführung zu beurteilen.
debriefDrill = Kurzübung, { $drill }: { $met } von { $rounds } Sätzen taten, worum es geht. { $aim }
debriefRoom = Vom Spielraum genutzt: { $percent } %; über vier Jahre liegen geblieben: { $left }.
debriefBeside = Neben dem Gehalt bekommen, den meisten etwa { $worth } wert: { $terms }.
debriefLeft = Neben dem Gehalt liegen geblieben: { $terms }.
debriefLeftTerm = { $term } (Ihnen etwa { $brings } wert, kostet die Firma { $costs }; fragen Sie nach „{ $line }“)
debriefCostsNothing = nichts, es passt beiden
debriefRehearsed = (Zahlen der Übung.)
debriefChanges = **Mit einem anderen Zug**{ $changes }
debriefChange = { $change } Zum Beispiel: “{ $line }”
debriefNothing = In diesem Gespräch hat niemand gesprochen, auszuwerten ist also nichts.
debriefUnheard = **Nicht verstanden, und nicht gezählt**{ $lines }
quoted = “{ $line }”
debriefLaw = In { $place } darf ein Arbeitgeber nicht fragen, was Sie verdienen oder verdient haben ({ $law }).
lawNote = { $note }
noLegalAdvice = Das ist keine Rechtsberatung.
changed = Runde { $turn }, { $change }: +{ $gain } über vier Jahre.
change-kept = Ihre Zahl für sich behalten
change-top = nahe dem oberen Ende des Bandes gefordert, mit Grund
change-whole = das ganze Paket gefordert, mit Grund
change-two = zwei Pakete angeboten
change-tied = ein Ja an das Paket gebunden
assumedBonus = Der Bonus ist mit seinem Zielwert gerechnet.
assumedNoBonus = Ein Bonus ist nicht gerechnet.
assumedOnce = Antrittsbonus und Umzugsgeld fallen ins erste Jahr.
assumedEquity = Aktien sind zum angebotenen Wert und gleichmäßig verteilt gerechnet, eine Nachzuteilung jedes Jahr ab dem zweiten.

# Die Punkte einer Auswertung, und was zu jedem gefunden wurde.
criterion-preparation = Vorbereitung
criterion-counter = Ehrgeiziges Gegenangebot mit Grund
criterion-rationale = Gründe, die zum Leitfaden passen
criterion-questions = Gestellte Fragen
criterion-parts = Mehr als ein Teil
criterion-packages = Angebotene Pakete
criterion-concessions = Zugeständnisse mit Maß
criterion-pressing = Jedes Mal etwas Neues
criterion-kept = Untergrenze und Gehalt für sich behalten
criterion-leverage = Ehrliche Hebel
criterion-walk-away = An der Untergrenze geblieben
criterion-deadline = Umgang mit der Frist
criterion-warmth = Freundlichkeit
criterion-close = Abschluss
foundAt = { $found } (Runde { $turn })
nothingSaid = Es wurde nichts gesagt, was sich beurteilen ließe.
notHeard = Nicht gehört, aber { $lines ->
    [one] einer Ihrer Sätze wurde
   *[other] { $lines } Ihrer Sätze wurden
} nicht verstanden; das wird nicht beurteilt.
preparedWhole = Sie haben vorher Forderung, Zusage ab und Untergrenze festgelegt für { $parts }.
preparedSome = Sie haben vorher einige Zahlen festgelegt, aber nicht Forderung, Zusage ab und Untergrenze in dieser Folge.
preparedNothing = Sie haben vor dem Gespräch weder Forderung noch Zusage ab noch Untergrenze festgelegt.
figureNotAsk = Eine Zahl fiel, wurde aber nicht als Forderung verstanden; das wird nicht beurteilt.
firstUnsure = Welche Ihrer Zahlen die erste Forderung war, ist nicht sicher; das wird nicht beurteilt.
noFigure = Eine eigene Zahl war nicht zu hören.
noneOnBase = Sie haben etwas gefordert, aber weder beim Grundgehalt noch bei den Aktien.
firstReasoned = Ihre erste Zahl lag { $place }, mit Begründung.
firstBare = Ihre erste Zahl lag { $place }, ohne Begründung.
figurePlaced = Eine Ihrer Zahlen lag { $place }; ob sie die erste war, ließ sich nicht sagen.
firstPlaced = Ihre erste Zahl lag { $place }; ob eine Begründung dabei war, ließ sich nicht sagen.
placeBeyond = höher, als das Band trägt
placeBelow = unter dem Band
placeLow = tief im Band
placeMiddle = etwa in der Mitte des Bandes
placeUpper = im oberen Teil des Bandes
placeAbove = über dem Band
noReasonNeeded = Es war keine Forderung zu hören, die einen Grund brauchte.
marketWrong = Sie haben eine Marktzahl genannt, die der Leitfaden nicht stützt.
reasonPerhaps = Ein Grund wurde nicht verstanden, obwohl Ihre Sätze einen enthalten könnten; das wird nicht beurteilt.
rivalUnknown = Der einzige Grund war ein anderes Angebot; ob es besteht, lässt sich hier nicht wissen.
rivalOnly = Der einzige Grund war ein anderes Angebot, das nicht belegt ist.
noReason = Zu Ihren Forderungen war kein Grund mit Zahl, Leistung oder Quelle zu hören.
wordReasons = Sie haben Gründe nur benannt, ohne Zahl und ohne Leistung dahinter.
reasonsAndClaim = Sie haben konkrete Gründe genannt und daneben eine Behauptung, die nicht stimmt; das nimmt ihnen das Gewicht.
reasonsGiven = Von Ihnen gehört: { $count ->
    [one] ein konkreter Grund
   *[other] { $count } konkrete Gründe
}, und keiner, dem der Leitfaden widerspricht.
reasonsAtLeast = Von Ihnen gehört: { $count ->
    [one] ein konkreter Grund
   *[other] { $count } konkrete Gründe
}, und keiner, dem der Leitfaden widerspricht. Es können mehr gewesen sein, etwa ein anderes Angebot; sicher sagen ließ sich das nicht.
askedAbout = Sie haben gefragt nach: { $topics }.
questionUnsure = Ob eine Frage das Angebot betraf, ließ sich nicht sagen; das wird nicht beurteilt.
noQuestion = Es war keine Frage an das Gegenüber zu hören.
noAsk = Es war keine Forderung mit einer Zahl zu hören.
partsUnsure = Für welche Teile Ihre Zahlen galten, ist nicht sicher; das wird nicht beurteilt.
partsNamed = Sie haben Zahlen genannt für: { $parts }.
partsAndTerms = Sie haben Zahlen genannt für: { $parts }. Gebeten haben Sie um: { $terms }.
partsAtLeast = Von Ihnen gehört: Zahlen für { $parts }. Es können mehr gewesen sein, die sich nicht sicher sagen ließen.
choiceGiven = Sie haben mehrere Pakete zur Wahl auf den Tisch gelegt.
packageOne = Sie haben ein Paket gefordert; ein zweites zur Wahl war nicht zu hören.
packagesUnsure = Welche Ihrer Zahlen zusammengehörten, ist nicht sicher; das wird nicht beurteilt.
partsTogether = Sie haben Teile zusammen gefordert; eine Wahl zwischen Paketen war nicht zu hören.
partsOneByOne = Ihre Zahlen kamen ein Teil nach dem anderen.
stepsUnsure = Ob Sie von einer Forderung heruntergegangen sind, ist nicht sicher; das wird nicht beurteilt.
noStep = Dass Sie heruntergegangen wären, war nicht zu hören.
stepBack = Sie sind wieder hochgegangen, nachdem Sie heruntergekommen waren.
stepEarly = Sie haben Ihre Forderung gesenkt, bevor sich das Gegenüber bewegt hatte.
stepLarge = Sie sind in einem Schritt um einen großen Teil heruntergegangen.
stepsShrank = Ihre Schritte nach unten waren klein und wurden nicht größer.
stepsGrew = Ihre Schritte nach unten waren klein, wurden aber größer.
pressingUnsure = Ob Sie noch einmal ohne etwas Neues gefordert haben, ließ sich nicht sagen; das wird nicht beurteilt.
noSecondAsk = Es war keine zweite Forderung zu hören.
alwaysNew = Keine Forderung kam noch einmal ohne etwas Neues.
pressed = Sie haben { $times ->
    [one] einmal
   *[other] { $times }-mal
} ohne etwas Neues gedrängt.
toldPay = Sie haben verraten, was Sie verdienen.
toldEither = Sie haben eine eigene Zahl verraten: was Sie verdienen oder mindestens nähmen.
toldFloor = Sie haben Ihre Untergrenze verraten.
toldPerhaps = Ein Satz könnte verraten haben, was Sie verdienen oder nähmen; das ließ sich nicht sagen.
keptAsked = Sie wurden gefragt, und weder Untergrenze noch Gehalt war von Ihnen zu hören.
notComeUp = Das kam nicht vor.
keptUnasked = Weder Untergrenze noch Gehalt war von Ihnen zu hören.
rivalUnsure = Ob Sie von einem anderen Angebot sprachen und von welchem, ließ sich nicht sagen; das wird nicht beurteilt.
noRival = Ein anderes Angebot war nicht zu hören.
rivalFalse = Sie haben ein Angebot behauptet, das in dieser Übung nicht feststeht, oder nicht mit diesen Zahlen.
rivalUntold = Sie haben von einem anderen Angebot gesprochen. Vorher war keines genannt, also lässt sich nicht wissen, ob Sie es haben: Nennen Sie im Gespräch nur, was es gibt, am besten schriftlich.
rivalTrue = Sie haben ein Angebot genutzt, das Sie wirklich haben, mit seinen eigenen Zahlen.
noFloor = Sie haben keine Untergrenze gesetzt, also gab es keine zu halten.
acceptedBelow = Sie haben unter Ihrer Untergrenze zugesagt bei: { $parts }.
acceptedAbove = Was Sie angenommen haben, liegt über Ihrer Untergrenze.
leftBelow = Sie haben ein Angebot ausgeschlagen, das unter Ihrer Untergrenze blieb.
leftAbove = Sie sind gegangen, obwohl das Angebot über Ihrer Untergrenze lag.
neitherYesNorNo = Es endete ohne ein Ja oder Nein von Ihnen.
offerLapsed = Das Angebot verfiel, bevor Sie geantwortet hatten.
timePressed = Sie haben das Gegenüber mit einem Ultimatum unter Druck gesetzt.
timeOpen = Sie haben offen über die Zeit gesprochen.
timeUnsure = Ob Sie über die Zeit gesprochen haben, ließ sich nicht sagen; das wird nicht beurteilt.
noTime = Zur Zeit war nichts zu hören.
harsh = Sie waren schroff zu der Person, die für Sie eintreten muss.
nothingHeard = Es war nichts zu hören.
warm = Sie waren freundlich.
warmUnsure = Ob ein Satz freundlich gemeint war, ließ sich nicht sagen; das wird nicht beurteilt.
notWarm = Dass Sie gern kämen, war nicht zu hören.
noAgreement = Es endete ohne Vereinbarung, also gibt es keinen Abschluss zu beurteilen.
closeUnsure = Ob Ihr Ja eine Bedingung setzte, zusammenfasste oder um Schriftliches bat, ließ sich nicht sagen.
closedWith = Mit Ihrem Ja oder davor zu hören: { $what }.
closedBare = Zu Ihrem Ja war weder Bedingung noch Zusammenfassung noch der Wunsch nach Schriftlichem zu hören.
closeCondition = bedingte Zusage
closeRecap = Zusammenfassung
closeWriting = Bitte um Schriftliches

# Teile der Vergütung, Bedingungen und Themen, wie die Sätze einer Auswertung sie nennen.
named-base = Grundgehalt
named-equity = Aktien
named-signing = Antrittsbonus
named-refresher = Nachzuteilung
named-relocation = Umzugsgeld
named-bonus = Bonus
named-total = Gesamt
named-vesting = Vesting
named-start-date = Beginn
named-level-review = Prüfung der Stufe
named-title = Titel
named-remote = Arbeit von zu Hause
named-time-off = Urlaub
named-review-date = Gehaltsprüfung nach einem halben Jahr
named-bonus-guarantee = Bonusgarantie
named-clawback = Rückzahlung
named-notice-buy-out = Ablösung der Kündigungsfrist
named-band = Band
named-level = Stufe
named-timeline = Zeitplan
named-flexibility = Spielraum
named-benefits = Leistungen
named-process = Verfahren
named-equity-value = Aktien
named-how-decided = Weg der Entscheidung
named-review = Überprüfung
named-visa = Visum
named-team = Team
named-how-it-is-paid = Art der Zahlung
named-travel = Reisen
named-hours = Arbeitszeit
named-leaving = Ausscheiden
named-contract = Vertrag
named-the-whole = das ganze Angebot
named-final = letztes Wort
named-call = das Gespräch

# Eine Auswertung als Tabellen, Seite oder Dokument.
debriefTitle = Auswertung: { $role } bei { $company }
debriefHow = Wie Sie verhandelt haben
debriefCame = Was dabei herauskam
columnPoint = Punkt
columnStanding = wie es lief
columnFound = was geschah
columnBetter = besser
columnPart = Teil
columnOpening = erstes Angebot
columnReached = erreicht
columnMost = das Höchste
columnSource = aus dem Leitfaden
columnYear = Jahr
columnScore = Wertung
fourYears = über vier Jahre
headProcess = Verhandlungsführung
headOutcome = Ergebnis
headChanges = Was es geändert hätte
headUnheard = Nicht verstanden, und nicht gezählt
headTurns = Runde für Runde
couldHaveSaid = Sie hätten sagen können:
better = Besser:
you = Sie
recruiter = Gegenüber
turn = Runde { $turn }
outOf = { $score } von 100
openingFour = Erstes Angebot, über vier Jahre
agreed = Vereinbart
lastOffer = Letztes Angebot
bestPackage = Das beste mögliche Paket
leftOver = Liegen geblieben
roomCaptured = Vom Spielraum genutzt
seed = Startwert { $seed }
restsOn = Beruht auf { $sources }.
standing-good = gut
standing-partly = teils
standing-missed = verfehlt
standing-not-observed = nicht beobachtet
difficulty-warm-up = Aufwärmen
difficulty-realistic = realistisch
difficulty-hard = schwer
persona-friendly = freundlich
persona-by-the-book = nach Vorschrift
persona-hiring-manager = Hiring-Manager
persona-founder = Gründer

# Die Übungen einer Person im Lauf der Zeit.
progressNone = Noch ist keine Übung beendet: Beenden Sie eine, dann stehen ihre Werte hier.
progressTitle = Ihre Übungen, die älteste zuerst
progressRose = Ihre Verhandlungsführung ging von { $first } auf { $last } von 100.
progressNothing = Die letzten Auswertungen vermissten nichts.
progressNext = Daran arbeiten Sie als Nächstes: { $point }. { $line }
columnPractice = Übung
columnJob = Stelle
columnSetting = Schwierigkeit oder Kurzübung
tooLittle = zu wenig, um zu urteilen

# Die eigenen Angebote, zum Mitnehmen als Dokument oder für den Kalender.
sheetTitle = Mein Angebot
sheetOf = Mein Angebot: { $about }
sheetPrivate = Nur für Sie: Es enthält Ihre Untergrenze und Ihren Plan.
sheetDue = Die Firma erwartet eine Antwort:
sheetDays = { $n ->
    [0] heute
    [one] morgen
   *[other] noch { $n } Tage
}
sheetPast = { $n ->
    [one] vor { $n } Tag
   *[other] vor { $n } Tagen
}
sheetAgainst = Im Vergleich zum Gehaltsband
sheetCame = Was daraus wurde
sheetGain = { $part }: von { $first } auf { $final } ({ $gained })
sheetAnswer = Antwort an { $company }
sheetAnswerOffer = Auf das Angebot antworten
draft-counter = Ihr Gegenangebot per E-Mail
draft-call = Ihr Gegenangebot am Telefon
draft-more-time = Um mehr Zeit bitten

# Was eine Rangliste ergibt.
rankMost = { $n ->
    [one] **{ $who }** zahlt am meisten ({ $part }): { $amount }, nach dem oberen Ende der Spanne.
    [5] **{ $who } und weitere** zahlen am meisten ({ $part }): { $amount }, nach dem oberen Ende der Spanne.
   *[other] **{ $who }** zahlen am meisten ({ $part }): { $amount }, nach dem oberen Ende der Spanne.
}
rankLeast = { $n ->
    [one] **{ $who }** zahlt am wenigsten ({ $part }): { $amount }, nach dem oberen Ende der Spanne.
    [5] **{ $who } und weitere** zahlen am wenigsten ({ $part }): { $amount }, nach dem oberen Ende der Spanne.
   *[other] **{ $who }** zahlen am wenigsten ({ $part }): { $amount }, nach dem oberen Ende der Spanne.
}
