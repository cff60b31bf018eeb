"""Windows that stand before or over the main one."""
