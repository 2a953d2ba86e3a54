"""Sub-commands of ``main.py``; the only part of app that sees stages and adapters together."""
