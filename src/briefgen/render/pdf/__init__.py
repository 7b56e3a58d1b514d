"""From pages to paper: an accessible, archivable, repeatable PDF."""
