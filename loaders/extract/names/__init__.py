"""Where names stand and what they mean: recogniser, linking, tickers, sites, lines of business, references."""
