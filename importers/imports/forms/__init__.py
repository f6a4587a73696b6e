"""What people send on the screens of 取込."""
