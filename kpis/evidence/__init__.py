"""根拠資料: what one entry rests on."""
