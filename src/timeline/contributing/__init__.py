"""How an event comes in from people: the questions of a terminal, the form of a web page, the review of a change."""
