// The records of items of the review list, by id.
// Parameters: $ids
// Columns: id, record
MATCH (n:Review) WHERE n.id IN $ids
RETURN n.id AS id, n.record AS record
