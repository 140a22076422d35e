"""What Neo4j runs, one statement a file: schema/, write/, read/, migrations/; and browser/, what people open in Neo4j Browser."""
