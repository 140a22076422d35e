// No two Double nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_double IF NOT EXISTS FOR (n:Double) REQUIRE n.id IS UNIQUE
