// Changes some properties of an article: state, ledger, number of claims.
// Parameters: $id, $properties
// Columns: none
MATCH (a:Article {id: $id})
SET a += $properties
