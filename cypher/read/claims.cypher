// A page of claims that stand, by article, start and id.
// Parameters: $after, $limit
// Columns: place, record
MATCH (c:Claim) WHERE c.place > $after
RETURN c.place AS place, c.record AS record ORDER BY place LIMIT $limit
