"""Games along a line of one parameter: candidates of thresholds, and what holds between them."""
