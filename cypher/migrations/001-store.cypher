// Makes the store's own node: its version, the last number of the journal, and the writers' turn.
// Parameters: none
// Columns: none
MERGE (s:Store {id: 'claimstake'})
ON CREATE SET s.version = 0, s.sequence = 0, s.decisions = 0, s.made_by = '', s.caption = 'Claimstake store'
