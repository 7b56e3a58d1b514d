"""The HTML twin and the page a PDF is made of."""
