// Files the keys under which an entity is found besides its id.
// Parameters: $rows: [{key, entity}]
// Columns: none
UNWIND $rows AS row
MERGE (k:IndexKey {key: row.key, entity: row.entity})
