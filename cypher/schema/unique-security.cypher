// No two Security nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_security IF NOT EXISTS FOR (n:Security) REQUIRE n.id IS UNIQUE
