"""How the skill gets into AWS: the bundle and the stack. Development only; not in the bundle."""
