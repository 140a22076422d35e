// No two Development nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_development IF NOT EXISTS FOR (n:Development) REQUIRE n.id IS UNIQUE
