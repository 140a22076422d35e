// The figures of one firm over time
// All reported figures with their periods and how many independent sources say them.
// Parameters: none
// Columns: metric, period, value, unit, status, origins
MATCH (firm:Company)-[:REPORTED]->(m:Measurement)
WHERE firm.name = 'MARA Holdings'
RETURN m.metric AS metric, m.period AS period, m.value AS value, m.value_unit AS unit, m.status AS status, m.origins AS origins
ORDER BY metric, m.period_first LIMIT 200
