// The edges that go out of nodes of facts.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: $ids, $types: empty for all, $gazetteer, $statuses (null: any), $origins, $confidence
// Columns: id, type, source, target, fact (null when only the gazetteer says it), role, status, origin
MATCH (n:Fact) WHERE n.id IN $ids
MATCH (n)-[e:ACQUIRES|ACTIVITY|AFFECTS|ASSET|AUTHORITY|BUYER|BUYS|CHILD|COMMITS|COMPANY|CONVERTS_TO|CUSTOMER|DEFENDANT|DEPLOYS|DEVELOPER|DEVELOPS|ENGAGES_IN|ENTERS|EXITS|FINANCES|FUNDS|HARDWARE|HOLDS_ROLE|HOSTS|INVESTEE|INVESTOR|INVESTS_IN|LAUNCHES|LISTED_AS|LOCATED_IN|MAKES|MERGES_WITH|OPERATES|OPERATOR|ORDERS|ORGANIZATION|OWNER|OWNS|PARENT|PARTNERS_WITH|PARTY|PERSON|PLACE|PLAINTIFF|PROVIDER|PURPOSE|RAISES|REPORTED|RULES_ON|SECURITY|SELLER|SELLS|SITE|SUBJECT|SUBSIDIARY_OF|SUPPLIER|SUPPLIES|SUPPLIES_POWER|TAKES_ACTION_AGAINST|TARGET]->(m)
WHERE (size($types) = 0 OR type(e) IN $types) AND ($gazetteer OR e.fact IS NOT NULL)
  AND ($statuses IS NULL OR e.fact IS NULL OR (e.status IN $statuses AND e.origins >= $origins AND e.confidence >= $confidence))
RETURN e.id AS id, type(e) AS type, n.id AS source, m.id AS target, e.fact AS fact, e.filler AS role, e.status AS status, e.origin AS origin
