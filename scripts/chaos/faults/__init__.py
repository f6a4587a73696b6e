"""One fault a module: `strike` lets it happen and returns when it was over, and when what it hit worked again."""
