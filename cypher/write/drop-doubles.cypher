// Drops claims of a second extractor.
// Parameters: $ids
// Columns: none
UNWIND $ids AS id
MATCH (d:Double {id: id})
DETACH DELETE d
