// Puts in edges from an entity to the node of a fact.
// Parameters: $rows: [{type, source, target, properties}]
// Columns: none
UNWIND $rows AS row
MATCH (s:Entity {id: row.source})
MATCH (t:Fact {id: row.target})
CREATE (s)-[e:$(row.type)]->(t)
SET e = row.properties
