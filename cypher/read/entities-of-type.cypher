// A page of entities of one type, by id.
// Parameters: $type, $after, $limit
// Columns: id, record
MATCH (e:Entity) WHERE e.type = $type AND e.id > $after
RETURN e.id AS id, e.record AS record ORDER BY id LIMIT $limit
