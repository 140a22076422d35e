// Drops items of the review list.
// Parameters: $ids
// Columns: none
UNWIND $ids AS id
MATCH (r:Review {id: id})
DETACH DELETE r
