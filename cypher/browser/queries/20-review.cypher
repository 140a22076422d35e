// What should a person look at?
// Conflicts between sources and doubtful cases, with the claims that they concern.
// Parameters: none
// Columns: item, concerns, claim, stated, article
MATCH (item:Review)
OPTIONAL MATCH (item)-[concerns:CONCERNS]->(claim:Claim)-[stated:STATED_IN]->(article:Article)
RETURN item, concerns, claim, stated, article LIMIT 100
