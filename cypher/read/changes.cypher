// The journal after a number.
// Parameters: $since, $limit
// Columns: sequence, action, subject
MATCH (c:Change) WHERE c.sequence > $since
RETURN c.sequence AS sequence, c.action AS action, c.subject AS subject ORDER BY sequence LIMIT $limit
