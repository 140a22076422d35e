// Drops claims that stand no more.
// Parameters: $ids
// Columns: none
UNWIND $ids AS id
MATCH (c:Claim {id: id})
DETACH DELETE c
