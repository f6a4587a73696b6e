"""`make fuzz`: what nobody would ask of the read API, the readers of files and every form, for ten minutes."""
