"""利用者: signing in, and who may."""
