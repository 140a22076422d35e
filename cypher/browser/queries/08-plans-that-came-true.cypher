// How long from plan to deed?
// Facts that were planned before they were actual, with the days between.
// Parameters: none
// Columns: what, planned, done, days
MATCH (f:Fact)
WHERE f.status IN ['actual', 'ended'] AND f.first_planned IS NOT NULL AND f.actual_since IS NOT NULL
RETURN f.caption AS what, f.first_planned AS planned, f.actual_since AS done,
       duration.inDays(f.first_planned_first, f.actual_since_first).days AS days
ORDER BY days DESC LIMIT 50
