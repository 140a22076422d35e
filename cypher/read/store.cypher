// What the store says of itself.
// Parameters: none
// Columns: version, made_by, sequence
MATCH (s:Store {id: 'claimstake'})
RETURN s.version AS version, s.made_by AS made_by, s.sequence AS sequence
