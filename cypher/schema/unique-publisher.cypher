// No two Publisher nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_publisher IF NOT EXISTS FOR (n:Publisher) REQUIRE n.id IS UNIQUE
