"""Training of what ships in loaders/models: needed by developers, never by a load."""
