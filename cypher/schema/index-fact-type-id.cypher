// Fact nodes by type and id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE INDEX claimstake_index_fact_type_id IF NOT EXISTS FOR (n:Fact) ON (n.type, n.id)
