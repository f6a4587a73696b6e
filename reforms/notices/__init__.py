"""お知らせ: what one person is told, in the application and by mail."""
