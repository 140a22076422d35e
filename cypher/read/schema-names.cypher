// The constraints and indexes that are there.
// Parameters: none
// Columns: name
SHOW INDEXES YIELD name
RETURN name
