// The claims that name any of some keys.
// Parameters: $keys
// Columns: record
MATCH (c:Claim)-[m:ABOUT]->(:Entity) WHERE m.key IN $keys
WITH DISTINCT c
RETURN c.record AS record
