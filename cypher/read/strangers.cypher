// Whether the database holds something that is not Claimstake's, when the store is not there.
// Parameters: none
// Columns: labels
MATCH (n)
RETURN labels(n) AS labels LIMIT 1
