// Drops facts; edges at their nodes go with them.
// Parameters: $ids
// Columns: none
UNWIND $ids AS id
MATCH (f:Fact {id: id})
DETACH DELETE f
