"""Files that generated ones are compared with."""
