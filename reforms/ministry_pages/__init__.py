"""府省庁: those that exist and existed, kept by the secretariat."""
