// What stories are made of: the stored articles of stories.
// Parameters: $ids: of stories
// Columns: id, published, lang, signature, origin
MATCH (a:Article) WHERE a.origin IN $ids AND a.state = 'stored'
RETURN a.id AS id, a.published AS published, a.lang AS lang, a.signature AS signature, a.origin AS origin
