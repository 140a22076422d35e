// The largest financings in dollars
// A table: exact amounts as text; the float beside them sorts.
// Parameters: none
// Columns: financing, amount, currency, instrument, status, since, origins
MATCH (f:Financing)
WHERE f.type = 'finances' AND f.amount_unit = 'USD'
RETURN f.caption AS financing, f.amount AS amount, f.amount_unit AS currency, f.instrument AS instrument, f.status AS status,
       coalesce(f.actual_since, f.first_planned) AS since, f.origins AS origins
ORDER BY f.amount_number DESC LIMIT 25
