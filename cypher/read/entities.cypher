// A page of entities, by id.
// Parameters: $after, $limit
// Columns: id, record
MATCH (e:Entity) WHERE e.id > $after
RETURN e.id AS id, e.record AS record ORDER BY id LIMIT $limit
