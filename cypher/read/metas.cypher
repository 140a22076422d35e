// What the projection needs of articles that are stored.
// Parameters: $ids
// Columns: id, published, origin
MATCH (a:Article) WHERE a.id IN $ids AND a.state = 'stored'
RETURN a.id AS id, a.published AS published, a.origin AS origin
