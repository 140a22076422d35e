// No two Product nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_product IF NOT EXISTS FOR (n:Product) REQUIRE n.id IS UNIQUE
