// What was planned and has not been done?
// Plans by the day on which they were first told; the oldest first.
// Parameters: none
// Columns: what, type, first_planned, until, origins
MATCH (f:Fact)
WHERE f.status = 'planned' AND f.type <> 'reports'
RETURN f.caption AS what, f.type AS type, f.first_planned AS first_planned, f.end AS until, f.origins AS origins
ORDER BY f.first_planned_first LIMIT 50
