"""締切と公表: what is done with a round as a whole."""
