// Puts in edges between two entities.
// Parameters: $rows: [{type, source, target, properties}]
// Columns: none
UNWIND $rows AS row
MATCH (s:Entity {id: row.source})
MATCH (t:Entity {id: row.target})
CREATE (s)-[e:$(row.type)]->(t)
SET e = row.properties
