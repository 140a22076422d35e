// Find an entity by any of its names
// Words may be cut short with a star; accents and case do not matter.
// Parameters: none
// Columns: found, score
CALL db.index.fulltext.queryNodes('claimstake_names', 'bitfarm*') YIELD node AS found, score
RETURN found, score ORDER BY score DESC LIMIT 10
