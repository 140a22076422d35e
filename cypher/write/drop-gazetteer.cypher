// Drops edges that the gazetteer alone says.
// Parameters: $ids: of edges
// Columns: none
UNWIND $ids AS id
MATCH ()-[e:LOCATED_IN {id: id}]->()
DELETE e
