# Lo que una guía contradice. Lo que no está aquí queda en inglés.
at = { $level } en { $place }
theRole = el puesto
sum = base{ $equity ->
    [none] {""}
    [year] {" + las acciones por año"}
   *[grant] {" + 1/"}{ $years } de las acciones
}{ $bonus ->
    [none] {""}
   *[paid] {" + bono"}
}
totalDiffers = el total que da la guía para { $at } es { $stated }, pero { $parts } suman { $sum } al año
statedTwice = { $part } para { $at } es { $first } en la línea { $line } y { $second } en la línea { $other }; vale la primera
periodDiffers = { $part } para { $at } está por año ({ $words }) bajo una columna de { $years } años ({ $column })
moreFindings = Otras { $count } filas tienen lo mismo; nombre una región para ver la suya.
