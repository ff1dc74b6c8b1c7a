"""Channel or execution: what explains the responses, told from the sufficient table."""
