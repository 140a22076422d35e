// Puts in a version of an article, the newest from now on.
// Parameters: $id, $properties (of the article), $version_id, $version (properties of the version)
// Columns: none
MERGE (a:Article {id: $id})
SET a += $properties
MERGE (v:ArticleVersion {id: $version_id})
SET v = $version
MERGE (a)-[:HAS_VERSION]->(v)
