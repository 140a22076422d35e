// Every claim that stands.
// Parameters: none
// Columns: record
MATCH (c:Claim) WHERE c.place > ''
RETURN c.record AS record
