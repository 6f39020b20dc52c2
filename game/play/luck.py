"""Luck: the same seed and the same decisions meet the same luck, on every machine.

A draw is SplitMix64 (Steele, Lea and Flood, 2014) over FNV-1a-64 of the lines: seed, each
``node.choice`` chosen so far, the node, and how many times it has been entered. The top 53 bits
are the fraction, so that a page in a browser can compute the same number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

_MASK = (1 << 64) - 1
_FNV_OFFSET = 0xCBF29CE484222325
_FNV_PRIME = 0x100000001B3
_GOLDEN = 0x9E3779B97F4A7C15
LARGEST_SEED = (1 << 53) - 1


def fnv1a(data: bytes) -> int:
    """Return the 64-bit FNV-1a hash of `data`."""
    digest = _FNV_OFFSET
    for byte in data:
        digest = ((digest ^ byte) * _FNV_PRIME) & _MASK
    return digest


def split_mix(state: int) -> int:
    """Return the first 64-bit output of SplitMix64 seeded with `state`."""
    z = (state + _GOLDEN) & _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


def fraction(seed: int, chosen: Iterable[str], node: str, visit: int) -> Fraction:
    """Return the luck of one draw, 0 included and 1 not, in steps of 2 to the power -53.

    Args:
        seed: 0 to 2**53 - 1.
        chosen: ``node.choice`` of every decision so far, in order.
        node: The id of the node that draws.
        visit: How many times the node has been entered, this one included.
    """
    text = "\n".join((str(seed), *chosen, node, str(visit)))
    return Fraction(split_mix(fnv1a(text.encode())) >> 11, 1 << 53)


def pick(shares: Sequence[tuple[str, Fraction]], at: Fraction) -> str:
    """Return the id whose share of the line from 0 to their sum holds `at` times that sum.

    Args:
        shares: Ids with shares of 0 or more, in the scenario's order; the sum is above 0.
        at: From 0 up to, and not including, 1.
    """
    mark = at * sum((share for _, share in shares), Fraction(0))
    possible = [(id_, share) for id_, share in shares if share > 0]
    for id_, share in possible:
        if mark < share:
            return id_
        mark -= share
    return possible[-1][0]
