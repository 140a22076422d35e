// Who takes action against whom?
// Suits, charges, fines, settlements.
// Parameters: none
// Columns: plaintiff, action, defendant
MATCH (plaintiff)-[action:TAKES_ACTION_AGAINST]->(defendant)
RETURN plaintiff, action, defendant LIMIT 200
