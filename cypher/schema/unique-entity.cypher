// No two Entity nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE
