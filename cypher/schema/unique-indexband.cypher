// No two IndexBand nodes have the same band and article.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_indexband IF NOT EXISTS FOR (n:IndexBand) REQUIRE (n.band, n.article) IS UNIQUE
