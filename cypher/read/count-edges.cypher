// Edges by type, from the counts that the database keeps.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: type, count
MATCH ()-[e:ACQUIRES]->() RETURN 'ACQUIRES' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:ACTIVITY]->() RETURN 'ACTIVITY' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:AFFECTS]->() RETURN 'AFFECTS' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:ASSET]->() RETURN 'ASSET' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:AUTHORITY]->() RETURN 'AUTHORITY' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:BUYER]->() RETURN 'BUYER' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:BUYS]->() RETURN 'BUYS' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:CHILD]->() RETURN 'CHILD' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:COMMITS]->() RETURN 'COMMITS' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:COMPANY]->() RETURN 'COMPANY' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:CONVERTS_TO]->() RETURN 'CONVERTS_TO' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:CUSTOMER]->() RETURN 'CUSTOMER' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:DEFENDANT]->() RETURN 'DEFENDANT' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:DEPLOYS]->() RETURN 'DEPLOYS' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:DEVELOPER]->() RETURN 'DEVELOPER' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:DEVELOPS]->() RETURN 'DEVELOPS' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:ENGAGES_IN]->() RETURN 'ENGAGES_IN' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:ENTERS]->() RETURN 'ENTERS' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:EXITS]->() RETURN 'EXITS' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:FINANCES]->() RETURN 'FINANCES' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:FUNDS]->() RETURN 'FUNDS' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:HARDWARE]->() RETURN 'HARDWARE' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:HOLDS_ROLE]->() RETURN 'HOLDS_ROLE' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:HOSTS]->() RETURN 'HOSTS' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:INVESTEE]->() RETURN 'INVESTEE' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:INVESTOR]->() RETURN 'INVESTOR' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:INVESTS_IN]->() RETURN 'INVESTS_IN' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:LAUNCHES]->() RETURN 'LAUNCHES' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:LISTED_AS]->() RETURN 'LISTED_AS' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:LOCATED_IN]->() RETURN 'LOCATED_IN' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:MAKES]->() RETURN 'MAKES' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:MERGES_WITH]->() RETURN 'MERGES_WITH' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:OPERATES]->() RETURN 'OPERATES' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:OPERATOR]->() RETURN 'OPERATOR' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:ORDERS]->() RETURN 'ORDERS' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:ORGANIZATION]->() RETURN 'ORGANIZATION' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:OWNER]->() RETURN 'OWNER' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:OWNS]->() RETURN 'OWNS' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:PARENT]->() RETURN 'PARENT' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:PARTNERS_WITH]->() RETURN 'PARTNERS_WITH' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:PARTY]->() RETURN 'PARTY' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:PERSON]->() RETURN 'PERSON' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:PLACE]->() RETURN 'PLACE' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:PLAINTIFF]->() RETURN 'PLAINTIFF' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:PROVIDER]->() RETURN 'PROVIDER' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:PURPOSE]->() RETURN 'PURPOSE' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:RAISES]->() RETURN 'RAISES' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:REPORTED]->() RETURN 'REPORTED' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:RULES_ON]->() RETURN 'RULES_ON' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:SECURITY]->() RETURN 'SECURITY' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:SELLER]->() RETURN 'SELLER' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:SELLS]->() RETURN 'SELLS' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:SITE]->() RETURN 'SITE' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:SUBJECT]->() RETURN 'SUBJECT' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:SUBSIDIARY_OF]->() RETURN 'SUBSIDIARY_OF' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:SUPPLIER]->() RETURN 'SUPPLIER' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:SUPPLIES]->() RETURN 'SUPPLIES' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:SUPPLIES_POWER]->() RETURN 'SUPPLIES_POWER' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:TAKES_ACTION_AGAINST]->() RETURN 'TAKES_ACTION_AGAINST' AS type, count(e) AS count
UNION ALL
MATCH ()-[e:TARGET]->() RETURN 'TARGET' AS type, count(e) AS count
