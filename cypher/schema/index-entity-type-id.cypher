// Entity nodes by type and id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE INDEX claimstake_index_entity_type_id IF NOT EXISTS FOR (n:Entity) ON (n.type, n.id)
