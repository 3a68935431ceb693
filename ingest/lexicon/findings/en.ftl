# What a guide contradicts or lacks, and how that is mended. A guide's own words stand in them as they are written.
at = { $level } in { $place }
theRole = the role
sum = base{ $equity ->
    [none] {""}
    [year] {" + the equity per year"}
   *[grant] {" + 1/"}{ $years } of the equity
}{ $bonus ->
    [none] {""}
   *[paid] {" + bonus"}
}
totalDiffers = the total stated for { $at } is { $stated }, but { $parts } come to { $sum } a year
totalMend = correct the total, or say under the table what else it counts
statedTwice = { $part } for { $at } is { $first } on line { $line } and { $second } on line { $other }; the first is taken
statedTwiceMend = keep one figure for each region and level
unlabelled = the table on line { $line } doesn't say what its figures are; read as base for { $at } ({ $bearing })
unlabelledMend = name the component in the table or its heading
lineSays = line { $line } says { $words }
lineCovers = line { $line } asks for { $amount } base, which its row covers
lineUncovered = line { $line } asks for { $amount } base, which no row of that currency covers
bothBearings = { $one }; { $other }
nothingBears = nothing else in the guide says
noTable = it has no compensation table that could be read
noTableMend = add a table of regions and components
noLevers = it has no levers: nothing to argue with
noLeversMend = add the levers section
noStrategy = it has no strategy: no ask, no floor
noStrategyMend = add the strategy section
noMapping = it has no level mapping: the level can't be compared
noMappingMend = add the mapping section
noEvidence = it has no evidence: nothing says where its figures come from
noEvidenceMend = add the evidence section
reviewDue = { $whose ->
    [it] its review
   *[other] { $whose }’s review
} was due on { $day }, { $days } days ago
reviewDueMend = check the figures and move next_review_due
stale = { $whose ->
    [it] it was
   *[other] { $whose } was
} last updated on { $day }
staleMend = check the figures and set last_updated
undated = { $whose ->
    [it] it does
   *[other] { $whose } does
} not say when its figures were last checked
undatedMend = add last_updated to its front matter
theGuide = the guide
guideOf = the { $role } guide
sameRole = it is about { $role } at { $company }, as { $path } is
sameRoleMend = keep one of them, or tell their roles apart
matterDiffers = { $part } for { $at }: { $how }
matterMend = make both say the same
matterEmpty = the table says { $table }, front matter leaves it empty
matterSays = the table says { $table }, front matter { $matter }
matterUnread = the table says { $table }, front matter { $matter }, which can't be read: { $why }
matterSpans = { $both }: one figure, but { $table } in the table and { $matter } in front matter
matterNoPeriod = { $both } with no period, where guides put four-year grants: the table says it is per year
spanGrant = per { $years }-year grant
spanWhole = per whole-year grant
spanOf = per { $period }
matterOnly = { $at } stands in front matter and in no table
matterOnlyMend = add its row to the table
tableOnly = { $at } stands in the table and not in front matter
tableOnlyMend = add it to front matter
matterBroken = the front matter is not YAML: { $why }
matterBrokenMend = mend that line; quote values with colons
unreadCell = { $part } for { $at } reads { $words }, which can't be read: { $why }
unreadCellMend = write it as one range in one currency, such as $178K–$225K
periodDiffers = { $part } for { $at } is written per year ({ $words }) under a column for { $years } years ({ $column })
periodDiffersMend = give every row the period that the header names
currencyDiffers = { $part } for { $at } is in { $currency } ({ $words }) though its region says { $others }
currencyDiffersMend = write the amount in the region's currency, or correct the region
olderFigure = the figures of { $year } for { $at } are left out; those of { $newer } stand
olderFigureMend = remove the older table, or file it elsewhere
moreFindings = { $count } more rows here have the like; name a region to see its own.
