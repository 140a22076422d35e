// No two Migration nodes have the same number.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_migration IF NOT EXISTS FOR (n:Migration) REQUIRE n.number IS UNIQUE
