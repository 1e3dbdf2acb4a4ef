"""Where the answer changes over two parameters: border curves, the regimes between them, and what decides both."""
