"""What is measured rather than tested: safety, and speed as ratios in one run."""
