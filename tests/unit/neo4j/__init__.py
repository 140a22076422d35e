"""Tests of the Neo4j store on a real server, and of what is generated for it."""
