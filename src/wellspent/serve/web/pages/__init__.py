"""One file a page (or a form): read the request, call one job, show the result."""
