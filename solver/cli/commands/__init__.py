"""One module a command; each has ``run(args, out) -> exit code`` and loads what it needs when it runs."""
