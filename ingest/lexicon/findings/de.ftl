# Was ein Leitfaden an Widersprüchen und Lücken hat, und wie man es behebt.
at = { $level } in { $place }
theRole = die Rolle
sum = Grundgehalt{ $equity ->
    [none] {""}
    [year] {" + Aktien pro Jahr"}
   *[grant] {" + 1/"}{ $years } der Aktien
}{ $bonus ->
    [none] {""}
   *[paid] {" + Bonus"}
}
totalDiffers = als Gesamt für { $at } ist { $stated } genannt, aber { $parts } ergeben { $sum } im Jahr
totalMend = das Gesamt berichtigen, oder unter der Tabelle sagen, was es sonst zählt
statedTwice = { $part } für { $at } ist { $first } in Zeile { $line } und { $second } in Zeile { $other }; das erste gilt
statedTwiceMend = je Ort und Stufe eine Zahl behalten
unlabelled = die Tabelle in Zeile { $line } sagt nicht, was ihre Zahlen sind; als Grundgehalt gelesen für { $at } ({ $bearing })
unlabelledMend = in der Tabelle oder ihrer Überschrift den Teil der Vergütung nennen
lineSays = in Zeile { $line } steht { $words }
lineCovers = in Zeile { $line } werden { $amount } Grundgehalt gefordert, was in ihrer Spanne liegt
lineUncovered = in Zeile { $line } werden { $amount } Grundgehalt gefordert, was in keiner Spanne dieser Währung liegt
bothBearings = { $one }; { $other }
nothingBears = sonst sagt der Leitfaden nichts dazu
noTable = keine Vergütungstabelle, die lesbar wäre
noTableMend = eine Tabelle mit Orten und Teilen der Vergütung ergänzen
noLevers = keine Hebel: nichts, womit man argumentieren könnte
noLeversMend = den Abschnitt mit Hebeln ergänzen
noStrategy = kein Plan: keine Forderung, keine Untergrenze
noStrategyMend = den Abschnitt mit dem Plan ergänzen
noMapping = keine Zuordnung der Stufen: sie sind nicht vergleichbar
noMappingMend = die Zuordnung der Stufen ergänzen
noEvidence = keine Belege: nichts sagt, woher die Zahlen stammen
noEvidenceMend = den Abschnitt mit Belegen ergänzen
reviewDue = { $whose ->
    [it] die Prüfung
   *[other] die Prüfung von { $whose }
} war am { $day } fällig, vor { $days } Tagen
reviewDueMend = die Zahlen prüfen und next_review_due weitersetzen
stale = { $whose ->
    [it] zuletzt
   *[other] { $whose }: zuletzt
} am { $day } überarbeitet
staleMend = die Zahlen prüfen und last_updated setzen
undated = { $whose ->
    [it] es steht nirgends
   *[other] { $whose }: es steht nirgends
}, wann die Zahlen zuletzt geprüft wurden
undatedMend = last_updated in den Kopf der Datei setzen
theGuide = „Leitfaden“
guideOf = „{ $role }“
sameRole = handelt von { $role } bei { $company }, wie auch { $path }
sameRoleMend = einen davon behalten, oder die Rollen auseinanderhalten
matterDiffers = { $part } für { $at }: { $how }
matterMend = an beiden Stellen dasselbe sagen
matterEmpty = die Tabelle sagt { $table }, der Kopf der Datei lässt es leer
matterSays = die Tabelle sagt { $table }, der Kopf der Datei { $matter }
matterUnread = die Tabelle sagt { $table }, der Kopf der Datei { $matter }, was nicht lesbar ist: { $why }
matterSpans = { $both }: eine Zahl, aber { $table } in der Tabelle und { $matter } im Kopf
matterNoPeriod = { $both } ohne Zeitraum, wo Leitfäden Zuteilungen über vier Jahre nennen: die Tabelle sagt, es gilt pro Jahr
spanGrant = je Zuteilung über { $years } Jahre
spanWhole = je ganze Zuteilung
spanOf = pro { $period ->
    [hour] Stunde
    [day] Tag
    [week] Woche
    [month] Monat
   *[year] Jahr
}
matterOnly = { $at } steht im Kopf der Datei und in keiner Tabelle
matterOnlyMend = die Zeile in die Tabelle aufnehmen
tableOnly = { $at } steht in der Tabelle und nicht im Kopf der Datei
tableOnlyMend = es in den Kopf der Datei aufnehmen
matterBroken = der Kopf der Datei ist kein YAML: { $why }
matterBrokenMend = diese Zeile berichtigen; Werte mit Doppelpunkt in Anführungszeichen setzen
unreadCell = { $part } für { $at } lautet { $words } und ist nicht lesbar: { $why }
unreadCellMend = als eine Spanne in einer Währung schreiben, etwa $178K–$225K
periodDiffers = { $part } für { $at } steht pro Jahr ({ $words }) in einer Spalte für { $years } Jahre ({ $column })
periodDiffersMend = jeder Zeile den Zeitraum geben, den der Kopf nennt
currencyDiffers = { $part } für { $at } ist in { $currency } ({ $words }), obwohl zum Ort { $others } gehört
currencyDiffersMend = den Betrag in der Währung des Orts schreiben, oder den Ort berichtigen
olderFigure = die Zahlen von { $year } für { $at } sind ausgelassen; die von { $newer } gelten
olderFigureMend = die ältere Tabelle entfernen, oder sie anderswo ablegen
moreFindings = Bei { $count } weiteren Zeilen ist es ebenso; nennen Sie einen Ort, um seine zu sehen.
