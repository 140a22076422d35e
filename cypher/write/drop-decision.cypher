// Takes out a person's decision.
// Parameters: $id
// Columns: id (none when it was not there)
MATCH (d:Decision {id: $id})
WITH d, d.id AS id
DELETE d
RETURN id
