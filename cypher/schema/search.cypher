// Names of entities as the store folds them, so that every store finds the same (read/search.cypher).
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE FULLTEXT INDEX claimstake_search IF NOT EXISTS FOR (n:Entity) ON EACH [n.search]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
