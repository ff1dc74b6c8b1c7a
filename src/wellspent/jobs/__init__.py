"""Jobs: one thing that a person asks for, one file; every door calls the same job."""
