"""Faults let loose on real processes while people save: what was answered 保存済み must be there afterwards."""
