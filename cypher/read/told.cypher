// What stories are made of: articles by id, if they are stored.
// Parameters: $ids
// Columns: id, published, lang, signature, origin
MATCH (a:Article) WHERE a.id IN $ids AND a.state = 'stored'
RETURN a.id AS id, a.published AS published, a.lang AS lang, a.signature AS signature, a.origin AS origin
