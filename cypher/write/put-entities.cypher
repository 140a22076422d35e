// Puts in entities, or what is known of them now.
// Parameters: $rows: [{id, type, properties}]
// Columns: none
UNWIND $rows AS row
MERGE (e:Entity {id: row.id})
SET e = row.properties
SET e:$(row.type)
