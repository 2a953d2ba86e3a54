"""The only place where ReportLab, pikepdf output and pyHanko are imported."""
