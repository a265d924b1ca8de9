"""Launch, help, stop, yes and no, repeat, fallback, session end and errors."""
