// Drops entities that no claim names any more.
// Parameters: $ids
// Columns: none
UNWIND $ids AS id
MATCH (e:Entity {id: id})
DETACH DELETE e
