"""Opening the next 調査回: what it would have and what it would lack, then the round."""
