# What is said where: tables.en.ftl.

# Headings of tables and cards.
asStated = Como está nos guias
byPart = Por: { $part }
yourPlan = Seu plano
offersByYear = Suas propostas por ano
offersByPart = Suas propostas por parte e por ano
yearByYear = Ano a ano
levers = Alavancas
inShort = Em resumo
whatToSay = O que dizer
onThePhone = Ao telefone
yourEmail = Seu e-mail
yourMessage = Sua mensagem
asMessage = Como mensagem
ownCard = Manual do Parley: { $title }
playbookCard = Manual: { $title }
ownGlossary = Glossário do Parley
figures = Valores
besideLevels = A sua proposta ao lado de cada nível
levelsAt = Níveis na { $company }

# Columns.
columnCompany = Empresa
columnRole = Função
columnRegion = Região
columnLevel = Nível
columnWho = Quem
columnPay = Parte
columnSaid = Ponto
columnBand = Faixa do guia
columnFor = Para
columnYours = A sua, { $amount }
columnOffered = Oferecido
columnAsk = Pedido
columnAccept = Aceitar a partir de
columnFloor = Piso, só para você
columnGuide = Guia
columnEquals = Equivale a
columnLever = Alavanca
columnDetail = Detalhe
columnYear = Ano
columnAnswerBy = Responder até

# Rows and cells.
yearNumber = Ano { $n }
yearsNumber = { $n } anos
figure = { $amount }
notStated = não consta
notTold = não informado
noneTold = não informado
none = não há
nothing = nada
yoursToSet = você define
derivedFigure = { $amount } (derivado)
orMore = { $amount } ou mais
points = { $n } pontos
countOptions = { $n } opções
underBand = { $gap } abaixo da faixa
aboveBand = acima da faixa
atTop = no topo da faixa
atBottom = na base da faixa
asGuide = como diz o guia
wayUp = a { $n }% do caminho
guideNone = { $part }: segundo o guia, não há (“{ $words }”).
guideUnread = { $part }: o guia diz “{ $words }”, que não consigo ler como valor.
guideWords = { $part }: o guia só o dá em palavras: “{ $words }”.
valueOfEquity = o valor das ações
yearsOfEquity = o número de anos do vesting das ações
notConverted = Em moedas diferentes, que não são convertidas.
countsNothing = { $offer } não conta nada por { $parts }, que você não disse.
offerNumber = Proposta { $n }

# What a value by year takes for granted.
assumeWhole = os { $amount } em ações são a concessão inteira em { $n } anos, como no guia
assumeEven = as ações cumprem o vesting em partes anuais iguais
assumeCurrency = as ações estão em { $currency } e ficam fora das somas
assumeTarget = o bônus é pago no valor da meta
assumeRefresher = a concessão anual é paga inteira a cada ano a partir do segundo
assumeHoliday = o adicional de férias de { $amount } conta com o salário-base
assumeThirteenth = o 13º salário de { $amount } conta com o salário-base
assumeAllowance = um auxílio em dinheiro de { $amount } conta com o salário-base
assumeMost = um bônus de até { $amount } não é contado
assumeGuaranteed = o bônus garantido de { $amount } é do primeiro ano
madeOf = de que o total é feito
totalStays = o total fica como está

# What an amount is paid for.
overYears = { $amount } em { $n } anos
perYear = { $amount } por ano
perMonth = { $amount } por mês
perWeek = { $amount } por semana
perDay = { $amount } por dia
perHour = { $amount } por hora
paidOnce = { $amount } uma vez
wholeGrant = { $amount } pela concessão inteira
upTo = até { $amount }
riseOf = +{ $amount }
fallOf = −{ $amount }
besideIt = { $amount } ({ $share })

# Notes on a figure; names in them stay as they are.
note-derived = calculado: { $how }
note-share = { $share } de { $what } ({ $whose })
note-sameHow = igual a { $what }: { $how }
note-same = igual a { $what }
note-also = também { $amount } ({ $what })
note-morePoints = +{ $n } pontos
note-lessPoints = −{ $n } pontos
note-beside = { $amount } por ano ao lado
note-twoCurrencies = as duas pontas estão em moedas diferentes

# Parts of pay.
part-base = Base
part-equity = Ações
part-bonus = Bônus
part-signing = Bônus de contratação
part-total = Total
part-inBaseSalary = salário-base
part-inBase = base
part-baseYear = Base por ano
part-inEquity = ações
part-wholeEquity = Ações, total
part-equityFirst = Ações no ano 1
part-inBonus = bônus
part-bonusYear = Bônus por ano
part-inSigning = bônus de contratação
part-signingTwo = bônus de contratação em dois anos
part-signingOnly = Contratação
part-refresher = Concessão anual
part-yearlyRefresher = concessão anual
part-relocation = ajuda de mudança
part-inTotal = total

# Kinds.
tag-options = opções
tag-pre-IPO = antes da abertura de capital
tag-study = estudo
tag-opinion = opinião
tag-law = lei
tag-official = oficial
tag-banned = proibido
tag-limited = limitado
