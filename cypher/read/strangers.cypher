// Whether the database holds something that is not Claimstake's, when the store is not there.
// Parameters: none
// Columns: labels
MATCH (n)
WHERE NOT EXISTS { MATCH (:Store {id: 'claimstake'}) }
RETURN labels(n) AS labels LIMIT 1
