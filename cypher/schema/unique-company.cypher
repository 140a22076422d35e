// No two Company nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_company IF NOT EXISTS FOR (n:Company) REQUIRE n.id IS UNIQUE
