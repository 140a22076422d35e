// Puts in items for people to look at, with the claims that they concern.
// Parameters: $rows: [{claims, properties}]
// Columns: none
UNWIND $rows AS row
CREATE (r:Review)
SET r = row.properties
WITH r, row
UNWIND row.claims AS claim
MATCH (c:Claim {id: claim})
CREATE (r)-[:CONCERNS]->(c)
