// No two Store nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_store IF NOT EXISTS FOR (n:Store) REQUIRE n.id IS UNIQUE
