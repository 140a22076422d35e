// Entities by id or by any of their keys.
// Parameters: $ids
// Columns: id, record
CALL () {
  UNWIND $ids AS id RETURN id
  UNION
  MATCH (k:IndexKey) WHERE k.key IN $ids AND k.entity IS NOT NULL RETURN k.entity AS id
}
MATCH (e:Entity {id: id})
RETURN e.id AS id, e.record AS record
