"""The preview of the selected result: text, PDF page, picture."""
