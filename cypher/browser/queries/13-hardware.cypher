// Who makes, orders and deploys which machines?
// Models with their makers and buyers.
// Parameters: none
// Columns: firm, edge, hardware
MATCH (firm:Company)-[edge:MAKES|ORDERS|DEPLOYS]->(hardware:Hardware)
RETURN firm, edge, hardware LIMIT 200
