// No two Hardware nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_hardware IF NOT EXISTS FOR (n:Hardware) REQUIRE n.id IS UNIQUE
