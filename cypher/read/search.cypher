// Entities of which a name holds words that begin with those of the query (in Lucene's syntax, folded), best first.
// Parameters: $query, $folded: the query's words, $types: empty for all, $limit
// Columns: id, record, matched, folded
CALL db.index.fulltext.queryNodes('claimstake_search', $query) YIELD node
WHERE size($types) = 0 OR node.type IN $types
UNWIND range(0, size(node.search) - 1) AS place
WITH node, node.search[place] AS folded, node.spoken[place] AS matched
WHERE all(word IN split($folded, ' ') WHERE (' ' + folded) CONTAINS (' ' + word))
WITH node, matched, folded, folded = $folded AS same, folded STARTS WITH $folded AS begins,
     CASE WHEN size(folded) > size($folded) THEN size(folded) ELSE size($folded) + 1 END AS length
ORDER BY same DESC, begins DESC, length, matched
WITH node, collect({matched: matched, folded: folded, same: same, begins: begins, length: length})[0] AS best
ORDER BY best.same DESC, best.begins DESC, best.length, node.name, node.id LIMIT $limit
RETURN node.id AS id, node.record AS record, best.matched AS matched, best.folded AS folded
