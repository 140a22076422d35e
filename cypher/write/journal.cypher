// Writes a line of the journal, numbered after the last one.
// Parameters: $action, $subject, $recorded (ISO 8601)
// Columns: sequence
MATCH (s:Store {id: 'claimstake'})
SET s.sequence = s.sequence + 1
CREATE (c:Change {sequence: s.sequence, action: $action, subject: $subject, recorded: $recorded})
RETURN c.sequence AS sequence
