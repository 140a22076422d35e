// Facts by type.
// Parameters: $types
// Columns: type, count
UNWIND $types AS type
RETURN type, COUNT { MATCH (f:Fact {type: type}) WHERE f.id IS NOT NULL } AS count
