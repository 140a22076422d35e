// Article nodes by state.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE INDEX claimstake_index_article_state IF NOT EXISTS FOR (n:Article) ON (n.state)
