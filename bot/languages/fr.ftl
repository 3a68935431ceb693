# Questions to go on with; they are sent in English. What isn't here stays in English.
whatToAsk = Que devrais-je demander ?
whatToAskIn = Que demander à { $place } ?
leversFit = Quels leviers me conviennent ?
leverageThere = Quels leviers ai-je là-bas ?
whichArguments = Quels arguments ai-je ?
leversAt = Leviers chez { $company }
canDo = Que savez-vous faire ?
counterMail = Écrire l'e-mail de contre-proposition
writeMail = Écrire l'e-mail pour moi
whichCompanies = Quelles entreprises connaissez-vous ?
whatCovered = Que couvrent les guides ?
whatHeld = Que contiennent les guides ?
whatOn = Qu'y a-t-il sur { $company } ?
companiesFrom = Entreprises à partir de { $first }
rolesFrom = Postes chez { $company } à partir de { $first }
roleAt = { $role } chez { $company }
tellMore = En savoir plus
shorter = Plus court
sayShorter = Encore une fois, plus court
haveOffer = J'ai une offre
noOtherOffer = Je n'ai pas d'autre offre
offerGood = Mon offre est-elle bonne ?
howMuchMore = Combien de plus puis-je demander ?
whichOffer = Laquelle de mes offres est la meilleure ?
offerHigher = Et si l'offre était plus élevée ?
howCounter = Comment faire une contre-proposition ?
whatToDo = Que devrais-je faire ?
higherLevel = Comment obtenir un niveau plus élevé ?
levelThere = Je suis L5 chez Google : à quoi cela correspond-il là-bas ?
levelsCompare = Comment les niveaux se comparent-ils ?
whatPays = Que paie { $company } ?
whatPaysRole = Que paie { $company } pour { $role } ?
whatItPays = Combien cela paie-t-il ?
aboutEquity = Et les actions ?
andIn = Et à { $place } ?
whichRegion = Quel lieu paie le plus ?
whoPaysMost = Qui paie le plus ?
sideBySide = Comparer les salaires côte à côte
guideSays = Que dit le guide sur { $company } ?
whereFrom = D'où cela vient-il ?
figuresFrom = D'où viennent les chiffres ?
howOld = De quand cela date-t-il ?
whatContradicts = Qu'est-ce qui le contredit ?
termsMean = Que veulent dire les termes ?
knowOfMe = Que savez-vous de moi ?
practiseCall = S'entraîner à l'appel
startPractice = Commencer l'entraînement
debriefMe = Voir le bilan
tryAgain = Réessayer
harder = Plus difficile
otherRecruiter = Un autre recruteur
drillMe = Exercice court
tryAgainFrom = Réessayer à partir du tour { $turn }
otherPersona = Un autre interlocuteur

rankMost = { $n ->
    [one] **{ $who }** paie le plus ({ $part }): { $amount }, d’après le haut de la fourchette.
    [5] **{ $who } et d’autres** paient le plus ({ $part }): { $amount }, d’après le haut de la fourchette.
   *[other] **{ $who }** paient le plus ({ $part }): { $amount }, d’après le haut de la fourchette.
}
rankLeast = { $n ->
    [one] **{ $who }** paie le moins ({ $part }): { $amount }, d’après le haut de la fourchette.
    [5] **{ $who } et d’autres** paient le moins ({ $part }): { $amount }, d’après le haut de la fourchette.
   *[other] **{ $who }** paient le moins ({ $part }): { $amount }, d’après le haut de la fourchette.
}
