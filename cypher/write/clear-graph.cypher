// Drops all that follows from what is given; it is made anew in the same transaction.
// Parameters: none
// Columns: none
MATCH (n:Fact|Entity|Review|IndexKey|IndexBlock|IndexBand)
DETACH DELETE n
