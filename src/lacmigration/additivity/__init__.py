"""How can printed parts be made to add up to the printed total, by moving each no further than rounding may?

Figures that were rounded one by one need not add up. Rounding some of them up instead of down, or down
instead of up, makes them do so: *controlled rounding*. For one total that is the method of the largest
remainder; for totals of rows and columns at once it is a flow through a network, and one always exists.

Sources: M. L. Balinski and H. P. Young, *Fair Representation* (1982), for the largest remainder. L. H. Cox
and L. R. Ernst, "Controlled rounding", INFOR 20 (1982), 423-432; B. D. Causey, L. H. Cox and L. R. Ernst,
"Applications of transportation theory to statistical problems", JASA 80 (1985), 903-909; L. H. Cox, "A
constructive procedure for unbiased controlled rounding", JASA 82 (1987), 520-524. W. E. Deming and F. F.
Stephan, "On a least squares adjustment of a sampled frequency table when the expected marginal totals are
known", Annals of Mathematical Statistics 11 (1940), 427-444, for what a move costs where only printed numbers
are known.
"""

from lacmigration.additivity._adjusting import adjusted, both_ways, to_total
from lacmigration.additivity._cells import Addition, Adjustment, Cell
from lacmigration.additivity._notes import note

__all__ = ["Addition", "Adjustment", "Cell", "adjusted", "both_ways", "note", "to_total"]
