// Notes that a migration has been applied.
// Parameters: $number, $name, $checksum, $applied (ISO 8601)
// Columns: none
MERGE (m:Migration {number: $number})
SET m.name = $name, m.checksum = $checksum, m.applied = $applied
WITH m
MATCH (s:Store {id: 'claimstake'})
SET s.version = $number
