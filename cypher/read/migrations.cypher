// The migrations that have been applied.
// Parameters: none
// Columns: number, name, checksum
MATCH (m:Migration) WHERE m.number > 0
RETURN m.number AS number, m.name AS name, m.checksum AS checksum ORDER BY number
