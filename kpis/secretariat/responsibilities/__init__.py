"""担当: which ministry answers for which row; what is printed only proposes."""
