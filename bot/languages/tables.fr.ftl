# What is said where: tables.en.ftl.

# Headings of tables and cards.
asStated = Tel que les guides le donnent
byPart = Selon : { $part }
yourPlan = Votre plan
offersByYear = Vos offres par année
offersByPart = Vos offres par partie et par année
yearByYear = Année par année
levers = Leviers
inShort = En bref
whatToSay = Quoi dire
onThePhone = Au téléphone
yourEmail = Votre e-mail
yourMessage = Votre message
asMessage = En message
ownCard = Manuel de Parley : { $title }
playbookCard = Manuel : { $title }
ownGlossary = Glossaire de Parley
figures = Chiffres
besideLevels = Votre offre face à chaque niveau
levelsAt = Niveaux chez { $company }

# Columns.
columnCompany = Entreprise
columnRole = Poste
columnRegion = Région
columnLevel = Niveau
columnWho = Qui
columnPay = Partie
columnSaid = Point
columnBand = Fourchette du guide
columnFor = Pour
columnYours = La vôtre, { $amount }
columnOffered = Proposé
columnAsk = Demande
columnAccept = Accepter dès
columnFloor = Plancher, à vous seul
columnGuide = Guide
columnEquals = Équivaut à
columnLever = Levier
columnDetail = Détail
columnYear = Année
columnAnswerBy = Répondre avant

# Rows and cells.
yearNumber = Année { $n }
yearsNumber = { $n } ans
figure = { $amount }
notStated = non indiqué
notTold = non dit
noneTold = non dit
none = aucun
nothing = rien
yoursToSet = à vous de fixer
derivedFigure = { $amount } (déduit)
orMore = { $amount } ou plus
points = { $n } points
countOptions = { $n } options
underBand = { $gap } sous la fourchette
aboveBand = au-dessus de la fourchette
atTop = en haut de la fourchette
atBottom = en bas de la fourchette
asGuide = comme le dit le guide
wayUp = à { $n } % du chemin
guideNone = { $part } : selon le guide, il n’y en a pas (« { $words } »).
guideUnread = { $part } : le guide dit « { $words } », que je ne peux pas lire comme un chiffre.
guideWords = { $part } : le guide ne le donne qu’en mots : « { $words } ».
valueOfEquity = la valeur des actions
yearsOfEquity = sur combien d'années les actions sont acquises
notConverted = En monnaies différentes, qui ne sont pas converties.
countsNothing = { $offer } ne compte rien pour { $parts }, que vous n’avez pas dit.
offerNumber = Offre { $n }

# What a value by year takes for granted.
assumeWhole = les { $amount } en actions sont le total sur { $n } ans, comme dans le guide
assumeEven = les actions sont acquises en parts égales chaque année
assumeCurrency = les actions sont en { $currency } et restent hors des sommes
assumeTarget = le bonus est versé à l'objectif
assumeRefresher = l’attribution annuelle est versée en entier chaque année dès la deuxième
assumeHoliday = la prime de vacances de { $amount } compte avec la base
assumeThirteenth = le 13e mois de { $amount } compte avec la base
assumeAllowance = une indemnité en argent de { $amount } compte avec la base
assumeMost = un bonus allant jusqu’à { $amount } n’est pas compté
assumeGuaranteed = le bonus garanti de { $amount } est celui de la première année
madeOf = de quoi le total est fait
totalStays = le total reste tel quel

# What an amount is paid for.
overYears = { $amount } sur { $n } ans
perYear = { $amount } par an
perMonth = { $amount } par mois
perWeek = { $amount } par semaine
perDay = { $amount } par jour
perHour = { $amount } par heure
paidOnce = { $amount } une fois
wholeGrant = { $amount } pour toute l'attribution
upTo = jusqu'à { $amount }
riseOf = +{ $amount }
fallOf = −{ $amount }
besideIt = { $amount } ({ $share })

# Notes on a figure; names in them stay as they are.
note-derived = dérivé : { $how }
note-share = { $share } de { $what } ({ $whose })
note-sameHow = comme { $what } : { $how }
note-same = comme { $what }
note-also = aussi { $amount } ({ $what })
note-morePoints = +{ $n } points
note-lessPoints = −{ $n } points
note-beside = { $amount } par an à côté
note-twoCurrencies = ses deux bouts sont en monnaies différentes

# Parts of pay.
part-base = Base
part-equity = Actions
part-bonus = Bonus
part-signing = Prime d'arrivée
part-total = Total
part-inBaseSalary = salaire de base
part-inBase = base
part-baseYear = Base par an
part-inEquity = actions
part-wholeEquity = Actions, total
part-equityFirst = Actions la première année
part-inBonus = bonus
part-bonusYear = Bonus par an
part-inSigning = prime d'arrivée
part-signingTwo = prime d’arrivée sur deux ans
part-signingOnly = Arrivée
part-refresher = Attribution annuelle
part-yearlyRefresher = attribution annuelle
part-relocation = aide au déménagement
part-inTotal = total

# Kinds.
tag-options = options
tag-pre-IPO = avant l’entrée en bourse
tag-study = étude
tag-opinion = avis
tag-law = loi
tag-official = officiel
tag-banned = interdit
tag-limited = limité
