# O que um guia contradiz. O que não está aqui fica em inglês.
at = { $level } em { $place }
theRole = a função
sum = salário-base{ $equity ->
    [none] {""}
    [year] {" + as ações por ano"}
   *[grant] {" + 1/"}{ $years } das ações
}{ $bonus ->
    [none] {""}
   *[paid] {" + bônus"}
}
totalDiffers = o total indicado para { $at } é { $stated }, mas { $parts } somam { $sum } por ano
statedTwice = { $part } para { $at } é { $first } na linha { $line } e { $second } na linha { $other }; vale o primeiro
periodDiffers = { $part } para { $at } está por ano ({ $words }) sob uma coluna de { $years } anos ({ $column })
moreFindings = Outras { $count } linhas daqui têm algo parecido; diga uma região para ver o dela.
