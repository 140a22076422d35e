// What stories are made of: articles by id, if they are stored.
// Parameters: $ids
// Columns: id, published, signature, origin
MATCH (a:Article) WHERE a.id IN $ids AND a.state = 'stored'
RETURN a.id AS id, a.published AS published, a.signature AS signature, a.origin AS origin
