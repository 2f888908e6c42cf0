"""What running text claims about its figures, one kind of claim in each module."""
