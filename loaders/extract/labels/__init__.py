"""What the press says of a firm or person in passing: line of business, seat, listing, office, whose site."""
