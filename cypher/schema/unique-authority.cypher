// No two Authority nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_authority IF NOT EXISTS FOR (n:Authority) REQUIRE n.id IS UNIQUE
