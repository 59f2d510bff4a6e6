"""What the dataset says of itself to other tools and to those who cite it: one module a standard."""
