// Takes the writers' turn: whoever writes waits here until the one before has committed.
// Parameters: none
// Columns: none
MATCH (s:Store {id: 'claimstake'})
SET s.turn = true
