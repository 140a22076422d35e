// Names of entities by their words, whatever accents and case: CALL db.index.fulltext.queryNodes('claimstake_names', 'bitf*').
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE FULLTEXT INDEX claimstake_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
