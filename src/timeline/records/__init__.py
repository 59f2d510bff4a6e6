"""Event records: one YAML file an event, its model, its reader, its canonical layout."""
