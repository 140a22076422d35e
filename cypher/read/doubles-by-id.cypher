// Claims that others stand for, by id.
// Parameters: $ids
// Columns: place, record
MATCH (c:Double) WHERE c.claim IN $ids
RETURN c.place AS place, c.record AS record
