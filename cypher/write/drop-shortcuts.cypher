// Drops the plain edges of facts between two entities.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: $rows: [{source, target, fact}]
// Columns: none
UNWIND $rows AS row
MATCH (s:Entity {id: row.source})
MATCH (t:Entity {id: row.target})
MATCH (s)-[e:ACQUIRES|BUYS|CONVERTS_TO|DEPLOYS|DEVELOPS|ENGAGES_IN|ENTERS|EXITS|HOLDS_ROLE|HOSTS|INVESTS_IN|LISTED_AS|LOCATED_IN|MAKES|MERGES_WITH|OPERATES|ORDERS|OWNS|PARTNERS_WITH|RULES_ON|SELLS|SUBSIDIARY_OF|SUPPLIES|SUPPLIES_POWER|TAKES_ACTION_AGAINST]->(t)
WHERE e.fact = row.fact
DELETE e
