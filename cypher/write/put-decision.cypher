// Records a decision of a person as the last one.
// Parameters: $properties
// Columns: none
MATCH (s:Store {id: 'claimstake'})
SET s.decisions = coalesce(s.decisions, 0) + 1
CREATE (d:Decision)
SET d = $properties, d.number = s.decisions
