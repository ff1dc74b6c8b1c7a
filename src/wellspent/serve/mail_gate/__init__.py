"""The mail gate: a submission proxy that reviews a message before the mail server gets it.

It keeps nothing: a message is acknowledged to the mail program only once the mail server behind the
gate has acknowledged it, so that a gate that is killed loses no mail.
"""
