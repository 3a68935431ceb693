# Was die Seiten um das herum sagen, was in den Leitfäden steht; dieselben Nachrichten wie en.ftl.
skip = Zum Inhalt
pages = Seiten
homeOf = Parley, Startseite
nav-chat = Chat
nav-offer = Angebot
nav-companies = Firmen
nav-compare = Vergleich
nav-rank = Rangliste
nav-playbook = Ratgeber
home = Start
inEnglish = Diese Seite gibt es nur auf Englisch.
textEnglish = Der Text ist auf Englisch.
language = Sprache
foot = Alle Zahlen sind die der Leitfäden, wie sie dort stehen, jede mit ihrer Zeile. { $n ->
    [one] Ein Leitfaden
   *[other] { $n } Leitfäden
 }, gelesen am
contentIn = Leitfäden und Begriffe stehen hier im englischen Wortlaut; der Chat antwortet auf Deutsch, wenn Sie auf Deutsch fragen.
whereYouAre = Wo Sie sind
search = Suchen
more = Mehr: { $what }
before = ← Zurück
next = Weiter →
spanOf = { $first }–{ $last } von { $of }
restsOn = Stand
noDate = Der Leitfaden nennt kein Datum
reviewDue = Prüfung fällig
reviewWasDue = Prüfung war fällig
quality = Qualität nach eigener Angabe: { $word }
quality-high = hoch
quality-medium = mittel
quality-low = gering
notStated = nicht genannt
lineOf = { $label }: Zeile { $line } des Leitfadens
line = Zeile { $line } des Leitfadens
derived = abgeleitet
payAsStated = Vergütung, wie der Leitfaden sie nennt
payIn = Vergütung in { $currency }, wie die Leitfäden sie nennen
payInWords = Vergütung in Worten, wie die Leitfäden sie nennen
whose = Firma, Rolle und Ort
where = Stufe und Ort
allPlaces = alle Orte
moreInTable = { $n ->
    [one] Eine weitere steht in der Tabelle.
   *[other] { $n } weitere stehen in der Tabelle.
 }
toMend = Abhilfe: { $how }.
perYear = pro Jahr
perMonth = pro Monat
perWeek = pro Woche
perDay = pro Tag
perHour = pro Stunde
once = einmalig
wholeGrant = für die gesamte Zuteilung
periodUnsaid = Zeitraum nicht genannt
overYears = { $n ->
    [one] über 1 Jahr
   *[other] über { $n } Jahre
 }
timesAYear = { $n }-mal im Jahr
percent = Prozent
upTo = bis { $amount }
orMore = oder mehr
companies = Firmen
companiesNamed = Firmen namens { $q }
searchAny = Eine Firma, eine Rolle oder ein Ort
companyCount = { $n ->
    [one] Eine Firma
   *[other] { $n } Firmen
 }
roleCount = { $n ->
    [one] Eine Rolle
   *[other] { $n } Rollen
 }
cardCount = { $n ->
    [one] Eine Karte
   *[other] { $n } Karten
 }
forQ = { " " }zu „{ $q }“
andMore = und { $n } weitere
paidIn = Was in { $place } gezahlt wird, der Reihe nach
moreOfThem = { $n } weitere
nothingNamed = In den Leitfäden heißt nichts „{ $q }“.
didYouMean = Meinten Sie
askChat = Im Chat fragen
allCompanies = Alle Firmen
thePlaybook = Der Ratgeber
inPlaces = , in { $places }
listed = { $items } und { $last }
listedMore = { $items } und { $n } weitere
askAbout = Zu { $company } fragen
compareOthers = Mit anderen vergleichen
places = Orte: { $list }
levels = Stufen: { $list }
leversShared = Hebel bei jeder dieser Rollen: { $list }.
levers = Hebel: { $list }
guideItself = Der Leitfaden selbst
compareTitle = Firmen vergleichen
compareOf = Vergleich: { $list }
companyN = Firma { $n }
company = Firma
role = Rolle
place = Ort
level = Stufe
compare = Vergleichen
currenciesApart = Jede Währung steht für sich; nichts wird umgerechnet.
inWords = In Worten
rowsLeft = { $n ->
    [one] Eine weitere Zeile fehlt hier; nennen Sie Rolle, Ort oder Stufe.
   *[other] { $n } weitere Zeilen fehlen hier; nennen Sie Rolle, Ort oder Stufe.
 }
nameTwo = Nennen Sie zwei oder mehr Firmen und eine Rolle; dann steht ihre Vergütung nebeneinander.
noPayFor = Die Leitfäden von { $company } nennen keine Vergütung für { $what }.
anyRole = irgendeine Rolle
theRole = die Rolle „{ $name }“
thePlace = den Ort „{ $name }“
theLevel = die Stufe „{ $name }“
both = { $first } und { $second }
notCovered = Die Leitfäden kennen „{ $name }“ nicht.
didYouMeanNames = Meinten Sie { $names }?
orNames = { $first } oder { $second }
noFigure = Eine solche Zahl nennen die Leitfäden nicht. Versuchen Sie es mit weniger Filtern.
rankTitle = Wer zahlt am meisten?
rankOf = Rangliste: { $about }
rankPay = Vergütung der Reihe nach
partOfPay = Teil der Vergütung
order = Reihenfolge
highest = Höchste zuerst
lowest = Niedrigste zuerst
rank = Ordnen
nameOne = Nennen Sie Rolle, Firma, Ort oder Stufe; dann stehen die Zahlen der Reihe nach.
ordered = Geordnet nach dem oberen Ende jeder Spanne, dann nach dem unteren. Währungen und Zeiträume stehen für sich; nichts wird umgerechnet.
allIn = Alle { $n } in { $unit }
roleAt = { $role } bei { $company }
at = bei { $company }
askRole = Zu dieser Rolle fragen
whatItPays = Was gezahlt wird
noPay = Der Leitfaden nennt für diese Rolle keine Vergütung.
leversTitle = Hebel
doubtful = Zweifelhaft in diesem Leitfaden
otherRoles = Andere Rollen bei { $company }
guide = Leitfaden
theFile = Die Datei
pay = Vergütung
otherRows = Die anderen { $n } Zeilen
samples = Die Angebote in diesen Worten sind Beispiele des Leitfadens. Nennen Sie nur Angebote, die Sie haben.
guidesPlan = Der Plan des Leitfadens
forAll = Für alle Orte und Stufen
plan-ask = Forderung
plan-accept = Zusage ab
plan-floor = Abbruch unter
plan-signing = Antrittsbonus
levelsElsewhere = Stufen anderswo
roughly = (ungefähr)
rests = Worauf er sich stützt
ownLines = Die Zeilen des Leitfadens
frontMatter = Der Kopf des Leitfadens: Firma, Rolle und Daten, wie oben.
lineN = Zeile { $n }
moreLines = Mehr Zeilen
linesBefore = ← Zeilen davor
linesAfter = Zeilen danach →
playbook = Ratgeber
playbookQ = Ratgeber: { $q }
playbookLead = Eine Karte für jede Situation: was zu tun ist, was Sie sagen können und worauf das beruht. Außerdem:
wordsOfField = Begriffe
payHistory = Wo nach früherem Gehalt nicht gefragt werden darf
situation = Eine Situation (ein Wort des Titels, oder englisch)
situationHint = Gegenangebot, Visum, Teilzeit …
group-before = Bevor es ein Angebot gibt
group-offer = Das Angebot ist da
group-ask = Was Sie fordern
group-pushback = Wenn die Firma abwehrt
group-say = Wie Sie es sagen
group-cash = Gehalt, Bonus und Antrittsgeld
group-equity = Aktien und Optionen
group-terms = Stufe, Zeit und Ort
group-contract = Den Vertrag lesen
group-answer = Ja oder nein
group-job = In der jetzigen Stelle
group-freelance = Freiberuflich
group-starting = Erste Stelle, Umzug, Entlassung
group-other = Andere Situationen
otherGroups = Weitere Situationen
noGroup = Diese Gruppe hat der Ratgeber nicht.
aWord = Ein Begriff
aWordHint = Vesting, OTE, CTC …
noTerm = Kein Begriff enthält „{ $q }“.
allTerms = Alle Begriffe
byCountry = Nach Ländern
in-US = Vereinigte Staaten
in-CA = Kanada
in-EU = Europäische Union
noCard = Keine Karte enthält „{ $q }“.
allCards = Alle Karten
orAsk = oder fragen
do = Tun
dont = Lassen
say = Sagen
brackets = Worte in [Klammern] füllen Sie aus.
phone = Am Telefon
e-mail = Per E-Mail
chat = Im Chat
if = Falls
nextSteps = Danach
cardRests = Worauf das beruht
ownCard = Aus Parleys eigenem Ratgeber
operatorsCard = Aus dem Ratgeber des Betreibers
newestSource = , neueste datierte Quelle { $date }
noLegal = Keine Rechtsberatung.
lawsLead = Keine Rechtsberatung: Gesetze haben Ausnahmen und ändern sich. Jeder Eintrag nennt den Text zum Nachsehen.
since = , seit { $year }
homeTitle = Ihr Angebot verhandeln
homeAbout = Was Tech-Firmen zahlen, ob ein Angebot gut ist und was Sie sagen können: jede Zahl aus einem Leitfaden, mit ihrer Zeile.
homeHead = Zahlen kennen. Worte finden. Das Gespräch üben.
homeLead = Parley hilft bei einem Stellenangebot in der Tech-Branche. Jede Zahl stammt aus einem Leitfaden, mit der Zeile, in der sie steht.
doorPay = Was wird gezahlt?
doorGood = Ist mein Angebot gut?
doorGoodText = Geben Sie die Zahlen ein oder legen Sie das Schreiben ab: So sehen Sie Ihr Angebot neben dem Gehaltsband, Jahr für Jahr.
doorGoodGo = Angebot prüfen
doorCall = Das Gespräch üben
doorCallText = Ein Recruiter antwortet wie ein echter, nach den Gehaltsbändern des Leitfadens. Danach lesen Sie, was gewirkt hat.
doorCallGo = Eine Übung beginnen
forExample = Zum Beispiel
exampleAsk = Was verdient man bei { $company } als { $role } in { $place }?
covers = Was Parley kennt
count-companies = { $n ->
    [one] Firma
   *[other] Firmen
 }
count-roles = { $n ->
    [one] Rolle
   *[other] Rollen
 }
count-places = { $n ->
    [one] Ort
   *[other] Orte
 }
count-cards = { $n ->
    [one] Karte für Situationen
   *[other] Karten für Situationen
 }
askHere = Fragen
chatNeeds = Der Chat braucht JavaScript. Diese Seiten nicht:
offerNeeds = Diese Seite braucht JavaScript: Was Ihnen gehört, holt allein Ihr Browser. Diese Seiten nicht:
myOffer = Mein Angebot
offerLead = Alles, was Sie über Ihre Angebote wissen, an einem Ort. Chat und Übung richten sich danach; es geht mit dem Chat, wenn Sie ihn löschen.
lookingOffer = Ihr Angebot wird gesucht …
chatAbout = { $about } · Parley: Ihr Angebot verhandeln
chatTitle = Parley: Ihr Angebot verhandeln
missing = Diese Seite gibt es nicht
noPage = Unter dieser Adresse gibt es nichts. Vielleicht hilft eine dieser Seiten:
noCompany = Eine solche Firma steht nicht in den Leitfäden. Am nächsten:
noCompanyAtAll = Eine solche Firma steht nicht in den Leitfäden. Suchen Sie in allen:
noRole = Eine solche Rolle dieser Firma steht nicht in den Leitfäden. Am nächsten:
noFile = Eine Datei dieses Namens gibt es nicht. Am nächsten:
fewerLines = Der Leitfaden hat weniger Zeilen. Hier beginnt er:
noSuchCard = Eine solche Karte hat der Ratgeber nicht.
ask-deadline = Sie wollen bis morgen eine Antwort
ask-cover = Welche Firmen sind dabei?
