# Ce qu'un guide contredit. Ce qui n'est pas ici reste en anglais.
at = { $level } à { $place }
theRole = le poste
sum = base{ $equity ->
    [none] {""}
    [year] {" + les actions par an"}
   *[grant] {" + 1/"}{ $years } des actions
}{ $bonus ->
    [none] {""}
   *[paid] {" + bonus"}
}
totalDiffers = le total indiqué pour { $at } est { $stated }, mais { $parts } font { $sum } par an
statedTwice = { $part } pour { $at } est { $first } à la ligne { $line } et { $second } à la ligne { $other } ; la première est retenue
periodDiffers = { $part } pour { $at } est écrit par an ({ $words }) sous une colonne de { $years } ans ({ $column })
moreFindings = { $count } autres lignes ont la même chose ; nommez une région pour voir la sienne.
