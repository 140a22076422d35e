// Files articles under their stories.
// Parameters: $rows: [{id, origin}]
// Columns: none
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
SET a.origin = row.origin
