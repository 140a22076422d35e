// The places that claims name.
// Parameters: none
// Columns: id
MATCH (e:Entity {type: 'Place'}) WHERE e.id > '' AND e.told
RETURN e.id AS id
