// What people have decided, in the order of recording.
// Parameters: none
// Columns: record
MATCH (d:Decision) WHERE d.number > 0
RETURN d.record AS record ORDER BY d.number
