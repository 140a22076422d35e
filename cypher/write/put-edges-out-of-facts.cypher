// Puts in edges from the node of a fact to an entity.
// Parameters: $rows: [{type, source, target, properties}]
// Columns: none
UNWIND $rows AS row
MATCH (s:Fact {id: row.source})
MATCH (t:Entity {id: row.target})
CREATE (s)-[e:$(row.type)]->(t)
SET e = row.properties
