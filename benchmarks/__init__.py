"""Speed against what a user would pick instead, as ratios measured side by side: ``python -m benchmarks``."""
