"""The glossary: its terms loaded, checked, read, marked in practices, and given away as SKOS and TBX."""
