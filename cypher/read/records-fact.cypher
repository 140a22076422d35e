// The records of facts, by id.
// Parameters: $ids
// Columns: id, record
MATCH (n:Fact) WHERE n.id IN $ids
RETURN n.id AS id, n.record AS record
