// Facts by id, or by the id of any of their claims.
// Parameters: $ids, $types: empty for all, $statuses (null: any), $origins, $confidence
// Columns: id, record
CALL () {
  UNWIND $ids AS id RETURN id
  UNION
  MATCH (c:Claim) WHERE c.id IN $ids MATCH (c)-[:SUPPORTS]->(g:Fact) RETURN g.id AS id
}
MATCH (f:Fact {id: id})
WHERE (size($types) = 0 OR f.type IN $types) AND ($statuses IS NULL OR (f.status IN $statuses AND f.origins >= $origins AND f.confidence >= $confidence))
RETURN f.id AS id, f.record AS record ORDER BY id
