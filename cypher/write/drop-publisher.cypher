// Drops a publisher of whom no article is left.
// Parameters: $publisher
// Columns: none
MATCH (p:Publisher {id: $publisher})
WHERE NOT EXISTS { (p)<-[:PUBLISHED_BY]-() }
DELETE p
