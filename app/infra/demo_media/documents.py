"""Numbers of the synthetic identity documents."""

from stdnum.ec import ci


def cedula_with_sequence(province: str, third: int, sequence: int) -> str:
    """The cédula of this province and sequence with its check digit (domain 1.1).

    Raises:
        ValueError: no digit completes it, which means the parts are malformed.
    """
    stem = f"{province}{third}{sequence:06d}"
    for digit in "0123456789":
        if ci.is_valid(stem + digit):
            return stem + digit
    raise ValueError(stem)
