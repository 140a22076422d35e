// Which of some keys claims name; of all claims, or of some.
// Parameters: $keys, $claims: ids, or null for all
// Columns: key
MATCH (c:Claim)-[m:ABOUT]->(:Entity) WHERE m.key IN $keys AND ($claims IS NULL OR c.id IN $claims)
RETURN DISTINCT m.key AS key
