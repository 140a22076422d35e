// Says whom claims are about, and in which role.
// Parameters: $rows: [{claim, entity, properties: {role, key, name, day, start, end}}]
// Columns: none
UNWIND $rows AS row
MATCH (c:Claim {id: row.claim})
MATCH (e:Entity {id: row.entity})
CREATE (c)-[m:ABOUT]->(e)
SET m = row.properties
