// No two ArticleVersion nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_articleversion IF NOT EXISTS FOR (n:ArticleVersion) REQUIRE n.id IS UNIQUE
