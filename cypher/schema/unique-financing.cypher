// No two Financing nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_financing IF NOT EXISTS FOR (n:Financing) REQUIRE n.id IS UNIQUE
