// All that is told of one company
// The company in the middle, what it runs, funds, buys and is party to; planned and possible things have a coloured border or say so. Change the name.
// Parameters: none
// Columns: firm, edge, other
MATCH (firm:Company) WHERE firm.name = 'Bitfarms'
MATCH (firm)-[edge]-(other:Entity|Fact)
RETURN firm, edge, other LIMIT 200
