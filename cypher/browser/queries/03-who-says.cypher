// Which sentences say it?
// From a fact back to its claims, their articles and publishers: nothing is in the graph that no sentence says.
// Parameters: none
// Columns: fact, supports, claim, stated, article, published, publisher
MATCH (fact:Financing)
WITH fact ORDER BY fact.amount_number DESC LIMIT 1
MATCH (fact)<-[supports:SUPPORTS]-(claim:Claim)-[stated:STATED_IN]->(article:Article)
OPTIONAL MATCH (article)-[published:PUBLISHED_BY]->(publisher:Publisher)
RETURN fact, supports, claim, stated, article, published, publisher
