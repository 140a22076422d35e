// Article nodes by published_first.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE INDEX claimstake_index_article_published_first IF NOT EXISTS FOR (n:Article) ON (n.published_first)
