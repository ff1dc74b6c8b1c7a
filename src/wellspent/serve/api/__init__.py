"""The API: what programs call, under `/api/v1`."""
