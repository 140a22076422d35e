// Says who has published an article; an empty name says nobody.
// Parameters: $id, $publisher
// Columns: none
MATCH (a:Article {id: $id})
OPTIONAL MATCH (a)-[old:PUBLISHED_BY]->(:Publisher)
DELETE old
WITH DISTINCT a WHERE $publisher <> ''
MERGE (p:Publisher {id: $publisher})
ON CREATE SET p.name = $publisher, p.caption = $publisher
CREATE (a)-[:PUBLISHED_BY]->(p)
