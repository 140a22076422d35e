// The review list.
// Parameters: none
// Columns: record
MATCH (r:Review) WHERE r.id > ''
RETURN r.record AS record ORDER BY r.id
