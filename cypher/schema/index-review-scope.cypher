// Review nodes by scope.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE INDEX claimstake_index_review_scope IF NOT EXISTS FOR (n:Review) ON (n.scope)
