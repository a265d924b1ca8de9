<<<<<<< HEAD
"""Speeds, each as a ratio to the same work done bare, in one run on one machine."""
=======
"""What is measured rather than tested: safety, and speed as ratios in one run."""
>>>>>>> main
