// Review nodes by kind.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE INDEX claimstake_index_review_kind IF NOT EXISTS FOR (n:Review) ON (n.kind)
