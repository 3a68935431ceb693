# Questions to go on with; they are sent in English. What isn't here stays in English.
whatToAsk = ¿Qué debería pedir?
whatToAskIn = ¿Qué debería pedir en { $place }?
leversFit = ¿Qué argumentos me sirven?
leverageThere = ¿Qué fuerza tengo ahí?
whichArguments = ¿Qué argumentos tengo?
leversAt = Argumentos en { $company }
canDo = ¿Qué puede hacer?
counterMail = Escribir el correo con la contraoferta
writeMail = Escribir el correo por mí
whichCompanies = ¿Qué empresas conoce?
whatCovered = ¿Qué cubren las guías?
whatHeld = ¿Qué contienen las guías?
whatOn = ¿Qué hay sobre { $company }?
companiesFrom = Empresas desde { $first }
rolesFrom = Puestos en { $company } desde { $first }
roleAt = { $role } en { $company }
tellMore = Cuénteme más
shorter = Más corto
sayShorter = Otra vez, más corto
haveOffer = Tengo una oferta
noOtherOffer = No tengo otra oferta
offerGood = ¿Es buena mi oferta?
howMuchMore = ¿Cuánto más puedo pedir?
whichOffer = ¿Cuál de mis ofertas es mejor?
offerHigher = ¿Y si la oferta fuera más alta?
howCounter = ¿Cómo hago una contraoferta?
whatToDo = ¿Qué debería hacer?
higherLevel = ¿Cómo consigo un nivel más alto?
levelThere = Soy L5 en Google: ¿qué es eso allí?
levelsCompare = ¿Cómo se comparan los niveles?
whatPays = ¿Qué paga { $company }?
whatPaysRole = ¿Qué paga { $company } a un { $role }?
whatItPays = ¿Cuánto paga?
aboutEquity = ¿Y las acciones?
andIn = ¿Y en { $place }?
whichRegion = ¿Qué lugar paga más?
whoPaysMost = ¿Quién paga más?
sideBySide = Comparar los salarios lado a lado
guideSays = ¿Qué dice la guía sobre { $company }?
whereFrom = ¿De dónde sale eso?
figuresFrom = ¿De dónde salen las cifras?
howOld = ¿De cuándo es?
whatContradicts = ¿Qué lo contradice?
termsMean = ¿Qué significan los términos?
knowOfMe = ¿Qué sabe de mí?
practiseCall = Ensayar la llamada
startPractice = Empezar el ensayo
debriefMe = Ver el balance
tryAgain = Otra vez
harder = Más difícil
otherRecruiter = Otro reclutador
drillMe = Ejercicio corto
tryAgainFrom = Otra vez desde el turno { $turn }
otherPersona = Otra persona

rankMost = { $n ->
    [one] **{ $who }** paga más ({ $part }): { $amount }, por lo alto del rango.
    [5] **{ $who } y otras** pagan más ({ $part }): { $amount }, por lo alto del rango.
   *[other] **{ $who }** pagan más ({ $part }): { $amount }, por lo alto del rango.
}
rankLeast = { $n ->
    [one] **{ $who }** paga menos ({ $part }): { $amount }, por lo alto del rango.
    [5] **{ $who } y otras** pagan menos ({ $part }): { $amount }, por lo alto del rango.
   *[other] **{ $who }** pagan menos ({ $part }): { $amount }, por lo alto del rango.
}
