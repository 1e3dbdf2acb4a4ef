"""Games of tiers along one parameter and over two."""
