// Notes by which rules and which gazetteer the graph has been made.
// Parameters: $made_by
// Columns: none
MATCH (s:Store {id: 'claimstake'})
SET s.made_by = $made_by
