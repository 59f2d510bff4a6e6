"""The tidy tables: what their columns are, how they are made from records, and how they are derived."""
