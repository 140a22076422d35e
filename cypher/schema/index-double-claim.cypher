// Double nodes by claim.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE INDEX claimstake_index_double_claim IF NOT EXISTS FOR (n:Double) ON (n.claim)
