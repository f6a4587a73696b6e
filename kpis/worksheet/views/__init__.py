"""The pages of 入力 and the addresses that its rows are sent to."""
