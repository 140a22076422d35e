// No two Order nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_order IF NOT EXISTS FOR (n:Order) REQUIRE n.id IS UNIQUE
