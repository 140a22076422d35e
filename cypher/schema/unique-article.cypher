// No two Article nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_article IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE
