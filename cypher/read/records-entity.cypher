// The records of entities, by id.
// Parameters: $ids
// Columns: id, record
MATCH (n:Entity) WHERE n.id IN $ids
RETURN n.id AS id, n.record AS record
