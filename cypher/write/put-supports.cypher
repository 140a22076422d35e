// Says which claims tell a fact.
// Parameters: $rows: [{claim, fact}]
// Columns: none
UNWIND $rows AS row
MATCH (c:Claim {id: row.claim})
MATCH (f:Fact {id: row.fact})
CREATE (c)-[:SUPPORTS]->(f)
