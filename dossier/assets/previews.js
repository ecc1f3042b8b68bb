// Shows a card about the record to which a link leads.
