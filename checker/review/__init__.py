"""The review: a person goes through what was flagged, and what they decide is kept beside the drafts.

``desk`` holds the state that the page (``app``) and the terminal (``tty``) share; everything here sits on top of the
pipeline and the decisions, and only ``server`` knows of sockets.
"""
