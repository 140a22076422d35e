// No two Site nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_site IF NOT EXISTS FOR (n:Site) REQUIRE n.id IS UNIQUE
