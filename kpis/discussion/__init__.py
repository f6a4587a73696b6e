"""質疑: what is asked and answered about one entry."""
