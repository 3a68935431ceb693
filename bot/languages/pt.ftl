# Perguntas para continuar; envia-se a pergunta em inglês, que bot/reading/offered.yaml entende.
whatToAsk = O que devo pedir?
whatToAskIn = O que devo pedir em { $place }?
leversFit = Quais alavancas servem para mim?
leverageThere = Que alavancas eu tenho ali?
whichArguments = Que argumentos eu tenho?
leversAt = Alavancas na { $company }
canDo = O que você sabe fazer?
counterMail = Escrever o e-mail da contraproposta
writeMail = Escrever o e-mail para mim
whichCompanies = Quais empresas você conhece?
whatCovered = O que os guias cobrem?
whatHeld = O que há nos guias?
whatOn = O que há sobre { $company }?
companiesFrom = Empresas a partir de { $first }
rolesFrom = Funções na { $company } a partir de { $first }
roleAt = { $role } na { $company }
tellMore = Conte mais
shorter = Mais curto
sayShorter = De novo, mais curto
haveOffer = Tenho uma proposta
noOtherOffer = Não tenho outra proposta
offerGood = Minha proposta é boa?
howMuchMore = Quanto a mais posso pedir?
whichOffer = Qual das minhas propostas é melhor?
offerHigher = E se a proposta fosse maior?
howCounter = Como faço uma contraproposta?
whatToDo = O que devo fazer?
higherLevel = Como consigo um nível mais alto?
levelThere = Sou L5 na Google: a que isso corresponde lá?
levelsCompare = Como os níveis se comparam?
whatPays = Quanto a { $company } paga?
whatPaysRole = Quanto se ganha na { $company } como { $role }?
whatItPays = Quanto se paga?
aboutEquity = E as ações?
andIn = E em { $place }?
whichRegion = Qual região paga mais?
whoPaysMost = Quem paga mais?
sideBySide = Comparar a remuneração lado a lado
guideSays = O que o guia diz sobre { $company }?
whereFrom = De onde vem isso?
figuresFrom = De onde vêm os números?
howOld = De quando é isso?
whatContradicts = O que contradiz isso?
termsMean = O que significam os termos?
knowOfMe = O que você sabe sobre mim?
practiseCall = Ensaiar a ligação
startPractice = Começar o ensaio
debriefMe = Ver o balanço
tryAgain = De novo
harder = Mais difícil
otherRecruiter = Outro recrutador
drillMe = Treino rápido
tryAgainFrom = De novo a partir da rodada { $turn }
otherPersona = Outro personagem

# Frases para enviar em um ensaio; envia-se a frase em inglês, porque o recrutador fala inglês.
lineExcited = Agradeço, fico muito feliz com isso.
lineRoom = Que partes da proposta têm margem?
lineLevel = Como o nível foi definido?
lineWhatItTakes = O que seria preciso para chegar lá?
lineSignToday = Se for possível, eu assino hoje.
lineSigning = Podemos ver também o bônus de contratação?
lineUpstairs = Agradeço por levar isso a quem decide.
lineWhatTheySaid = O que disseram?
lineAccept = Aceito a proposta.
lineDecline = Agradeço, mas não posso aceitar.
lineWriting = Posso receber isso por escrito?

# Dicas em um ensaio: o que fazer em seguida, e uma frase em inglês para isso.
coachSays = Coach:
hintLine = Diga: "{ $line }"
hintOver = O ensaio terminou. Veja o balanço.
hintPending = Foram pedir uma aprovação; espere a resposta. Agradeça e não baixe o seu pedido enquanto isso.
hintUnclear = Não ficou claro o que você quis dizer: responda com a parte, o valor e se é por ano ou pela concessão inteira.
hintBelowFloor = Esta é a proposta final, com { $parts } abaixo do piso que você definiu. Mantenha o piso: agradeça e recuse.
hintFinal = Esta é a proposta final e não vai mais mudar. Compare com o seu piso e com a sua melhor alternativa. Se estiver acima dos dois, aceite com clareza, resuma e peça por escrito.
hintAskFirst = Não responda aos números ainda. Agradeça e descubra onde há margem.
hintGuideAsks = O próprio guia pediria { $amount } ({ $place }).
hintBaseHigh = O salário-base já está no topo do guia, { $amount } ({ $place }), ou acima dele; portanto, não serve de argumento: diga o que você traz e leve a conversa também para as outras partes.
hintNameFirst = Diga você o primeiro número, no alto da faixa e com o motivo. A faixa do guia para o salário-base vai até { $amount } ({ $place }).
hintTimeShort = O tempo é curto.
hintTieYes = Ligue o seu sim a um pacote: isso vale mais do que outro motivo.
hintReason = Dê o motivo do seu pedido: um motivo novo faz com que cedam.
hintWiden = Amplie o pedido. O salário-base costuma ser a parte com menos margem; mais partes significam mais margem.
hintResult = Diga um resultado concreto seu, com o número, e depois o seu pedido de novo.
hintLever = O guia argumenta com “{ $lever }”.
hintNotTwice = O mesmo motivo duas vezes não muda nada.
hintTwoPackages = Ofereça dois pacotes que deixariam você igualmente feliz e deixe que escolham.
hintOneStep = Não há nada novo para eles considerarem: ceda um pequeno passo, ligado a um sim.
hintLittleSteps = Ceda em passos pequenos, só depois que eles cederem, cada um ligado a um sim.

# Observações depois de uma frase de um ensaio: o que ela fez, e uma frase melhor ou a próxima.
remarkBetter = Melhor: "{ $line }"
remarkNext = Em seguida: "{ $line }"
remarkUnheard = Essa frase não foi entendida e não contou.
remarkNothing = Essa frase não mudou nada.
remarkDisclosed = Você revelou um número ao qual vão prender a proposta.
remarkHarsh = Isso foi duro e custa paciência.
remarkDoubted = Não acreditam nisso ({ $what }): não dá para verificar, ou não combina.
remarkUltimatum = Um ultimato pressiona, e não dão nada por ele.
remarkCounted = Isto contou: { $what }.
remarkStale = Já tinham ouvido esse motivo, e da segunda vez ele não rendeu nada.
remarkFar = Esse pedido está muito acima da faixa; nenhum motivo o sustenta.
remarkChoice = Você deu uma escolha, o que mostra o que você trocaria.
remarkTied = Você ligou um sim a isso, que é o que mais pesa.
remarkAsked = Você pediu { $what }; não se ouviu um motivo novo.
remarkQuestion = Você perguntou e não revelou nada.
remarkMore = Você pediu mais sem dizer um valor, o que rende pouco.
remarkWarm = Isso foi gentil e ajuda um pouco.
remarkNeither = Isso não ajudou nem atrapalhou.
reason-cost-of-living = o custo de vida
reason-forfeited = o que você deixa para trás
reason-competing = a outra proposta
reason-level = o seu nível
reason-impact = o seu impacto
reason-market = o mercado
reason-need = a sua necessidade
reason-internal = os salários dentro da empresa
more = mais

rankMost = { $n ->
    [one] **{ $who }** paga mais ({ $part }): { $amount }, pelo topo da faixa.
    [5] **{ $who } e outras** pagam mais ({ $part }): { $amount }, pelo topo da faixa.
   *[other] **{ $who }** pagam mais ({ $part }): { $amount }, pelo topo da faixa.
}
rankLeast = { $n ->
    [one] **{ $who }** paga menos ({ $part }): { $amount }, pelo topo da faixa.
    [5] **{ $who } e outras** pagam menos ({ $part }): { $amount }, pelo topo da faixa.
   *[other] **{ $who }** pagam menos ({ $part }): { $amount }, pelo topo da faixa.
}
