# Was die Seite der eigenen Angebote sagt, neben den Texten des Widgets; dieselben Nachrichten wie en.ftl.
saved = Gespeichert.
sourcesOf = Quellen
sourceAt = Quelle { $n }: { $title }, Zeile { $line }
listedSource = , Zeile { $line }{ $date ->
    [none] { "" }
   *[other] , { $date }
 }
againstBand = Im Vergleich zum Gehaltsband
sideBySide = Nebeneinander
holdAnother = Haben Sie noch ein Angebot? Stellen Sie es daneben. Nur Angebote, die Sie wirklich haben: nur die dürfen Sie im Gespräch nennen.
yourPlan = Ihr Plan
drafts = Entwürfe
whatCame = Was daraus wurde
deadline = Frist
noDeadline = Es ist keine Frist gesetzt.
setDeadline = Setzen Sie sie mit „Ändern“; hier werden die Tage gezählt.
theyWant = Antwort erwartet: { $said }.
setDay = Setzen Sie den Tag mit „Ändern“; hier werden die Tage gezählt.
daysPast = { $n ->
    [one] seit einem Tag vorbei
   *[other] seit { $n } Tagen vorbei
 }
today = Heute
tomorrow = Morgen
daysLeft = { $n ->
    [one] noch ein Tag
   *[other] noch { $n } Tage
 }
wantBy = Die Firma erwartet eine Antwort bis { $day }.
toCalendar = In den Kalender
askAbout = Dazu fragen
toPaper = Drucken oder als PDF
toMarkdown = Als Markdown speichern
theOffer = Das Angebot
editIt = Ändern
aYear = { $amount } im Jahr
overYears = { $amount } { $n ->
    [one] über ein Jahr
   *[other] über { $n } Jahre
 }
ofBase = { $share } vom Grundgehalt
addWhose = Mit Firma, Rolle und Ort steht es neben dem Band.
fillIn = Das Angebotsschreiben als Text oder PDF, oder was Sie wissen. Gespeichert wird erst, wenn Sie es sagen.
editOffer = Angebot ändern
enterOffer = Ihr Angebot eingeben
saveIt = Speichern
offerN = Angebot { $n }
removeOffer = Angebot von { $company } entfernen
anotherCompany = einer anderen Firma
removeIt = Entfernen
addThis = Dieses Angebot hinzufügen
addAnother = Noch ein Angebot hinzufügen
ask = Forderung
acceptAt = Zusage ab
floor = Untergrenze
equityGrant = Aktien, gesamte Zuteilung
bonusShare = Bonus, % vom Grundgehalt
staysYours = „Zusage ab“ und Untergrenze bleiben bei Ihnen: Sie stehen in keinem Entwurf und kein Gegenüber sieht sie. Was leer bleibt, wird nach dem Leitfaden geplant.
savePlan = Plan speichern
setFigures = Eigene Zahlen setzen
first = Erst
final = Am Ende
gained = Gewonnen
accepted = Ich habe zugesagt
declined = Ich habe abgesagt
withdrawn = Sie haben es zurückgezogen
howEnded = Wie ging es aus?
firstOffer = Erstes Angebot
whatYouGot = Was Sie bekommen haben
operatorSees = Der Betreiber sieht Zahlen und Mittelwerte von mindestens zwanzig Leuten, nie Ihre allein.
takeBack = Zurücknehmen
whatGained = Was Sie gewonnen haben
changeOutcome = Ändern, was daraus wurde
tellOutcome = Sagen, was daraus wurde, wenn es vorbei ist
readLetter = Aus Ihrem Schreiben gelesen. Bitte prüfen, dann speichern.
