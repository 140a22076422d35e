// Takes out what file-keys has put in.
// Parameters: $rows: [{key, entity}]
// Columns: none
UNWIND $rows AS row
MATCH (k:IndexKey {key: row.key, entity: row.entity})
DELETE k
