"""The rules decide: everything that changes data, who may do it, what is told to whom."""
