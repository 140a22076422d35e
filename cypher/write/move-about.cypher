// Turns claims to the entities that their keys mean now.
// Parameters: $rows: [{claim, key, entity}]
// Columns: none
UNWIND $rows AS row
MATCH (c:Claim {id: row.claim})-[old:ABOUT {key: row.key}]->(e:Entity)
WHERE e.id <> row.entity
MATCH (t:Entity {id: row.entity})
CREATE (c)-[new:ABOUT]->(t)
SET new = properties(old)
DELETE old
