// Puts in facts. Those that are a node of the graph have the label of their kind, and that of their status unless actual.
// Parameters: $rows: [{labels, properties}]
// Columns: none
UNWIND $rows AS row
CREATE (f:Fact)
SET f = row.properties
SET f:$(row.labels)
