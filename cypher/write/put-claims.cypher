// Puts in claims that stand, or puts them in the place of what was told under their ids.
// Parameters: $rows: [{id, article, properties}]
// Columns: none
UNWIND $rows AS row
MATCH (a:Article {id: row.article})
MERGE (c:Claim {id: row.id})
SET c = row.properties
MERGE (c)-[:STATED_IN]->(a)
