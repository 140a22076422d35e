// ABOUT relationships by key.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE INDEX claimstake_index_about_key IF NOT EXISTS FOR ()-[r:ABOUT]-() ON (r.key)
