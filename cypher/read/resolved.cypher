// Which entity each mention of some claims is.
// Parameters: $ids
// Columns: claim, key, entity
MATCH (c:Claim) WHERE c.id IN $ids
MATCH (c)-[m:ABOUT]->(e:Entity)
RETURN DISTINCT c.id AS claim, m.key AS key, e.id AS entity
