"""Which cases are of the same kind: enquiries and deals are compared each among themselves.

While there are too few closed enquiries, deals stand beside them. These have none of an enquiry's
answers and are won at another rate, so an empty form field would seem to know the outcome.
"""

import numpy as np
import numpy.typing as npt

from wellspent.records.cases import Cases


def kinds_of(cases: Cases) -> npt.NDArray[np.intp]:
    """Return a number per case for the letter that its key begins with; 0 where it has none."""
    if not cases.keys:
        return np.zeros(cases.rows, dtype=np.intp)
    return np.array([_kind_of_key(key) for key in cases.keys], dtype=np.intp)


def _kind_of_key(key: str) -> int:
    return ord(key[0]) if key[:1].isalpha() else 0
