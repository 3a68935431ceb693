# What is said where: tables.en.ftl.

# Headings of tables and cards.
asStated = Wie die Leitfäden es nennen
byPart = Nach: { $part }
yourPlan = Ihr Plan
offersByYear = Ihre Angebote nach Jahren
offersByPart = Ihre Angebote nach Teilen und Jahren
yearByYear = Jahr für Jahr
levers = Hebel
inShort = Kurz gesagt
whatToSay = Was Sie sagen können
onThePhone = Am Telefon
yourEmail = Ihre E-Mail
yourMessage = Ihre Nachricht
asMessage = Als Nachricht
ownCard = Parleys Ratgeber: { $title }
playbookCard = Ratgeber: { $title }
ownGlossary = Parleys Glossar
figures = Zahlen
besideLevels = Ihr Angebot neben jeder Stufe
levelsAt = Stufen bei { $company }

# Columns.
columnCompany = Firma
columnRole = Rolle
columnRegion = Ort
columnLevel = Stufe
columnWho = Wer
columnPay = Teil
columnSaid = Punkt
columnBand = Band des Leitfadens
columnFor = Für
columnYours = Ihres, { $amount }
columnOffered = Angeboten
columnAsk = Forderung
columnAccept = Zusage ab
columnFloor = Untergrenze, nur für Sie
columnGuide = Leitfaden
columnEquals = Entspricht
columnLever = Hebel
columnDetail = Näheres
columnYear = Jahr
columnAnswerBy = Antwort bis

# Rows and cells.
yearNumber = Jahr { $n }
yearsNumber = { $n } Jahre
figure = { $amount }
notStated = nicht genannt
notTold = nicht genannt
noneTold = nicht genannt
none = keine
nothing = nichts
yoursToSet = legen Sie fest
derivedFigure = { $amount } (abgeleitet)
orMore = { $amount } oder mehr
points = { $n } Punkte
countOptions = { $n } Optionen
underBand = { $gap } unter dem Band
aboveBand = über dem Band
atTop = am oberen Ende des Bandes
atBottom = am unteren Ende des Bandes
asGuide = wie im Leitfaden
wayUp = auf { $n } % des Wegs nach oben
guideNone = { $part }: laut Leitfaden gibt es das nicht („{ $words }“).
guideUnread = { $part }: Im Leitfaden steht „{ $words }“; das lässt sich nicht als Zahl lesen.
guideWords = { $part }: im Leitfaden nur in Worten: „{ $words }“.
valueOfEquity = Wert der Aktien
yearsOfEquity = Jahre bis zur Unverfallbarkeit der Aktien
notConverted = In verschiedenen Währungen; nichts ist umgerechnet.
countsNothing = { $offer }: { $parts } zählt nicht mit, denn das haben Sie nicht genannt.
offerNumber = Angebot { $n }

# What a value by year takes for granted.
assumeWhole = die { $amount } in Aktien sind die ganze Zuteilung über { $n } Jahre, wie im Leitfaden
assumeEven = die Aktien werden in gleichen Jahresteilen unverfallbar
assumeCurrency = die Aktien sind in { $currency } und zählen in den Summen nicht mit
assumeTarget = der Bonus wird zum Zielwert gezahlt
assumeRefresher = die Nachzuteilung kommt ab dem zweiten Jahr jedes Jahr ganz
assumeHoliday = Urlaubsgeld von { $amount } zählt zum Grundgehalt
assumeThirteenth = das 13. Monatsgehalt von { $amount } zählt zum Grundgehalt
assumeAllowance = eine Zulage in Geld von { $amount } zählt zum Grundgehalt
assumeMost = ein Bonus von bis zu { $amount } zählt nicht mit
assumeGuaranteed = der garantierte Bonus von { $amount } gilt für das erste Jahr
madeOf = woraus sich das Gesamt zusammensetzt
totalStays = das Gesamt bleibt, wie es ist

# What an amount is paid for.
overYears = { $amount } über { $n } Jahre
perYear = { $amount } pro Jahr
perMonth = { $amount } pro Monat
perWeek = { $amount } pro Woche
perDay = { $amount } pro Tag
perHour = { $amount } pro Stunde
paidOnce = { $amount } einmalig
wholeGrant = { $amount } für die gesamte Zuteilung
upTo = bis { $amount }
riseOf = +{ $amount }
fallOf = −{ $amount }
besideIt = { $amount } ({ $share })

# Notes on a figure; names in them stay as they are.
note-derived = abgeleitet: { $how }
note-share = { $share } von { $what } ({ $whose })
note-sameHow = wie { $what }: { $how }
note-same = wie { $what }
note-also = auch { $amount } ({ $what })
note-morePoints = +{ $n } Punkte
note-lessPoints = −{ $n } Punkte
note-beside = { $amount } pro Jahr daneben
note-twoCurrencies = die beiden Enden haben verschiedene Währungen

# Parts of pay.
part-base = Grundgehalt
part-equity = Aktien
part-bonus = Bonus
part-signing = Antrittsbonus
part-total = Gesamt
part-inBaseSalary = Grundgehalt
part-inBase = Grundgehalt
part-baseYear = Grundgehalt pro Jahr
part-inEquity = Aktien
part-wholeEquity = Aktien, gesamte Zuteilung
part-equityFirst = Aktien im ersten Jahr
part-inBonus = Bonus
part-bonusYear = Bonus pro Jahr
part-inSigning = Antrittsbonus
part-signingTwo = Antrittsbonus über zwei Jahre
part-signingOnly = Antrittsbonus
part-refresher = Nachzuteilung
part-yearlyRefresher = jährliche Nachzuteilung
part-relocation = Umzugsgeld
part-inTotal = Gesamt

# Kinds.
tag-options = Optionen
tag-pre-IPO = vor dem Börsengang
tag-study = Studie
tag-opinion = Meinung
tag-law = Gesetz
tag-official = amtlich
tag-banned = verboten
tag-limited = eingeschränkt

# What is true of who reads a card.
if-other-offer = mit einem anderen Angebot
if-no-other-offer = ohne anderes Angebot
if-no-offer = noch ohne Angebot
if-verbal = Angebot nur mündlich
if-written = Angebot schriftlich
if-new-grad = Berufseinstieg
if-senior = Senior
if-staff = Staff und darüber
if-public = börsennotierte Firma
if-private = Firma nicht an der Börse
if-deadline = mit Frist
if-remote = aus der Ferne
if-contractor = freiberuflich
