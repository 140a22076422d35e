// Items of the review list by kind.
// Parameters: $kinds
// Columns: kind, count
UNWIND $kinds AS kind
RETURN kind, COUNT { MATCH (r:Review {kind: kind}) } AS count
