// Puts in claims that a second extractor has found and that another one, surer, stands for.
// Parameters: $rows: [{id, article, properties}]
// Columns: none
UNWIND $rows AS row
MATCH (a:Article {id: row.article})
MERGE (d:Double {id: row.id})
SET d = row.properties
MERGE (d)-[:STATED_IN]->(a)
