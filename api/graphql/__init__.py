"""The GraphQL schema, derived from the ontology when the server starts."""
