// Claims that stand, by id.
// Parameters: $ids
// Columns: place, record
MATCH (c:Claim) WHERE c.id IN $ids
RETURN c.place AS place, c.record AS record
