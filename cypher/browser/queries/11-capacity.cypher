// How many megawatts has each firm?
// The newest figure of each firm; capacities of single sites stand on their edges.
// Parameters: none
// Columns: firm, megawatts, period, status, origins
MATCH (firm:Company)-[:REPORTED]->(m:Measurement)
WHERE m.metric = 'energy_capacity'
WITH firm, m ORDER BY m.period_last DESC
WITH firm, collect(m)[0] AS newest
RETURN firm.name AS firm, newest.value AS megawatts, newest.period AS period, newest.status AS status, newest.origins AS origins
ORDER BY newest.value_number DESC LIMIT 50
