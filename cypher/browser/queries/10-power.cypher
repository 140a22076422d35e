// Who supplies power or hosting to whom?
// Contracts with their capacity.
// Parameters: none
// Columns: supplier, edge, customer
MATCH (supplier:Company)-[edge:SUPPLIES_POWER|HOSTS]->(customer:Company)
RETURN supplier, edge, customer LIMIT 200
