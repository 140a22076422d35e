// The items of the review list that concern the sites of some names.
// Parameters: $scopes
// Columns: id
MATCH (r:Review) WHERE r.scope IN $scopes
RETURN r.id AS id
