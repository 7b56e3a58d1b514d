"""One module a section: which facts it shows and which sentences they support."""
