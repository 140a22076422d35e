// Entity nodes by name.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE INDEX claimstake_index_entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name)
