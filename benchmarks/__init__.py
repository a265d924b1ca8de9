"""What is measured rather than tested: safety, and speeds as ratios to the same work done bare, in one run."""
