"""What is measured and not tested: safety, and speeds as ratios to the same work done bare in one run."""
