// All claims of an article, as each extractor has found them.
// Parameters: $id
// Columns: family, record
MATCH (:Article {id: $id})<-[:STATED_IN]-(c)
RETURN c.family AS family, c.record AS record
