"""The Knot of War: a decision-point simulation of the Cuban Missile Crisis.

A house with floors; each package imports from its own floor or lower ones:

==  ==========================================  ==================================
5   ``cli``                                     the command
4   ``screen``, ``terminal``                    rooms that show a play-through
3   ``proof``, ``play``                         every state; one play-through
2   ``reading``                                 YAML text to model
1   ``story``                                   the model and the step function
0   ``errors``, ``problems``, ``resources``     what every floor may use
==  ==========================================  ==================================
"""

__version__ = "0.1.0"
