"""A report: one tree of plain values, made once in one language, and a formatter for each kind of file. Pure."""
