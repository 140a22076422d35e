// No two Investment nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_investment IF NOT EXISTS FOR (n:Investment) REQUIRE n.id IS UNIQUE
