"""The screens of 取込, for those who may import."""
