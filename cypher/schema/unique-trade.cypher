// No two Trade nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_trade IF NOT EXISTS FOR (n:Trade) REQUIRE n.id IS UNIQUE
