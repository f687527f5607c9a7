"""What must hold between records (blocking) and what is only listed (advisory)."""
