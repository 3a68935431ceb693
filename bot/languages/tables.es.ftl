# What is said where: tables.en.ftl.

# Headings of tables and cards.
asStated = Como lo dan las guías
byPart = Por: { $part }
yourPlan = Su plan
offersByYear = Sus ofertas por año
offersByPart = Sus ofertas por parte y por año
yearByYear = Año a año
levers = Argumentos
inShort = En breve
whatToSay = Qué decir
onThePhone = Por teléfono
yourEmail = Su correo
yourMessage = Su mensaje
asMessage = Como mensaje
ownCard = Manual de Parley: { $title }
playbookCard = Manual: { $title }
ownGlossary = Glosario de Parley
figures = Cifras
besideLevels = Su oferta junto a cada nivel
levelsAt = Niveles en { $company }

# Columns.
columnCompany = Empresa
columnRole = Puesto
columnRegion = Región
columnLevel = Nivel
columnWho = Quién
columnPay = Parte
columnSaid = Punto
columnBand = Banda de la guía
columnFor = Para
columnYours = La suya, { $amount }
columnOffered = Ofrecido
columnAsk = Pedir
columnAccept = Aceptar desde
columnFloor = Mínimo, solo suyo
columnGuide = Guía
columnEquals = Equivale a
columnLever = Argumento
columnDetail = Detalle
columnYear = Año
columnAnswerBy = Responder antes del

# Rows and cells.
yearNumber = Año { $n }
yearsNumber = { $n } años
figure = { $amount }
notStated = no consta
notTold = no dicho
noneTold = no dicho
none = ninguno
nothing = nada
yoursToSet = lo fija usted
derivedFigure = { $amount } (derivado)
orMore = { $amount } o más
points = { $n } puntos
countOptions = { $n } opciones
underBand = { $gap } por debajo de la banda
aboveBand = por encima de la banda
atTop = en lo alto de la banda
atBottom = en lo bajo de la banda
asGuide = como dice la guía
wayUp = al { $n } % del recorrido
guideNone = { $part }: según la guía no hay («{ $words }»).
guideUnread = { $part }: la guía dice «{ $words }», que no puedo leer como cifra.
guideWords = { $part }: la guía lo da solo con palabras: «{ $words }».
valueOfEquity = el valor de las acciones
yearsOfEquity = en cuántos años se consolidan las acciones
notConverted = En monedas distintas, que no se convierten.
countsNothing = { $offer } no cuenta nada por { $parts }, que usted no ha dicho.
offerNumber = Oferta { $n }

# What a value by year takes for granted.
assumeWhole = los { $amount } en acciones son el total de { $n } años, como en la guía
assumeEven = las acciones se consolidan en partes iguales cada año
assumeCurrency = las acciones están en { $currency } y quedan fuera de las sumas
assumeTarget = el bono se paga según el objetivo
assumeRefresher = la concesión anual se paga entera cada año desde el segundo
assumeHoliday = la paga de vacaciones de { $amount } cuenta con la base
assumeThirteenth = la paga del mes 13 de { $amount } cuenta con la base
assumeAllowance = un complemento en dinero de { $amount } cuenta con la base
assumeMost = un bono de hasta { $amount } no se cuenta
assumeGuaranteed = el bono garantizado de { $amount } es del primer año
madeOf = de qué se compone el total
totalStays = el total queda como está

# What an amount is paid for.
overYears = { $amount } en { $n } años
perYear = { $amount } al año
perMonth = { $amount } al mes
perWeek = { $amount } a la semana
perDay = { $amount } al día
perHour = { $amount } por hora
paidOnce = { $amount } una vez
wholeGrant = { $amount } por toda la concesión
upTo = hasta { $amount }
riseOf = +{ $amount }
fallOf = −{ $amount }
besideIt = { $amount } ({ $share })

# Notes on a figure; names in them stay as they are.
note-derived = derivado: { $how }
note-share = { $share } de { $what } ({ $whose })
note-sameHow = igual que { $what }: { $how }
note-same = igual que { $what }
note-also = también { $amount } ({ $what })
note-morePoints = +{ $n } puntos
note-lessPoints = −{ $n } puntos
note-beside = { $amount } al año aparte
note-twoCurrencies = sus dos extremos están en monedas distintas

# Parts of pay.
part-base = Base
part-equity = Acciones
part-bonus = Bono
part-signing = Bono de incorporación
part-total = Total
part-inBaseSalary = salario base
part-inBase = base
part-baseYear = Base al año
part-inEquity = acciones
part-wholeEquity = Acciones, total
part-equityFirst = Acciones en el año 1
part-inBonus = bono
part-bonusYear = Bono al año
part-inSigning = bono de incorporación
part-signingTwo = bono de incorporación en dos años
part-signingOnly = Incorporación
part-refresher = Concesión anual
part-yearlyRefresher = concesión anual
part-relocation = ayuda de mudanza
part-inTotal = total

# Kinds.
tag-options = opciones
tag-pre-IPO = antes de salir a bolsa
tag-study = estudio
tag-opinion = opinión
tag-law = ley
tag-official = oficial
tag-banned = prohibido
tag-limited = limitado
