// A page of facts, by id.
// Parameters: $after, $limit, $statuses (null: any), $origins, $confidence
// Columns: id, record
MATCH (f:Fact) WHERE f.id > $after
  AND ($statuses IS NULL OR (f.status IN $statuses AND f.origins >= $origins AND f.confidence >= $confidence))
RETURN f.id AS id, f.record AS record ORDER BY id LIMIT $limit
