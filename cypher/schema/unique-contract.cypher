// No two Contract nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_contract IF NOT EXISTS FOR (n:Contract) REQUIRE n.id IS UNIQUE
