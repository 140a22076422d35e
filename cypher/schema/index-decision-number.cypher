// Decision nodes by number.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE INDEX claimstake_index_decision_number IF NOT EXISTS FOR (n:Decision) ON (n.number)
