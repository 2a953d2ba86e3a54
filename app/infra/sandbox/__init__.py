"""Looks at citizens' files in a hardened child process; the parent only sees checked results.

Parent side: worker, watchdog, pool, inspector, reader, reasons. Child side: child and everything
it imports (hardening, warm_up, operations and the decoders). The two share `protocol` only.
"""
